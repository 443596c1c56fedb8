-- Where screens stand that belong together. What is removed stays, because attendance names it.
CREATE TABLE point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('province', 'ministry', 'local')),
    province TEXT,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX point_by_name ON point (coalesce(province, ''), name) WHERE is_removed = 0;

ALTER TABLE access_key ADD COLUMN point INTEGER REFERENCES point (id);
CREATE INDEX access_key_of_point ON access_key (point);

ALTER TABLE attendance ADD COLUMN point_id INTEGER;
ALTER TABLE attendance ADD COLUMN address TEXT;

-- The screens' keys of before stand each at a point of their own.
INSERT INTO point (kind, province, name, place)
SELECT CASE WHEN province IS NULL THEN 'ministry' ELSE 'province' END, province, label, ''
FROM access_key WHERE role = 'screen' AND revoked_at IS NULL GROUP BY province, label;
UPDATE access_key SET point = (
    SELECT id FROM point WHERE point.name = access_key.label AND coalesce(point.province, '') = coalesce(access_key.province, ''))
WHERE role = 'screen' AND revoked_at IS NULL;

-- What provinces ask of their figures. Whether one is on air is not kept here: the journal says it.
CREATE TABLE amendment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_for TEXT NOT NULL,
    who TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    province TEXT NOT NULL,
    sector TEXT,
    campaign TEXT,
    measure TEXT NOT NULL,
    value INTEGER NOT NULL,
    unit TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    reason TEXT NOT NULL,
    stood INTEGER,
    stood_unit TEXT,
    stood_qualifier TEXT,
    seen INTEGER NOT NULL,
    file TEXT UNIQUE,
    file_name TEXT,
    file_kind TEXT,
    file_length INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
    answer TEXT,
    answered_by TEXT,
    answered_at TEXT,
    accepted_over INTEGER
) STRICT;

-- What they say in words, in the order that the desk gives it.
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ordinal INTEGER NOT NULL,
    province TEXT NOT NULL,
    who TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
    answer TEXT,
    answered_by TEXT,
    answered_at TEXT
) STRICT;

-- Who wants to speak, in the order that the desk gives it.
CREATE TABLE floor_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ordinal INTEGER NOT NULL,
    province TEXT NOT NULL,
    who TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'speaking', 'done', 'dropped', 'withdrawn'))
) STRICT;
-- The key of a point's link, sealed by this server, so that it can be printed again on a later day.
ALTER TABLE access_key ADD COLUMN sealed BLOB;

-- How far each version came while it was on air: of the points that were expected, how many were there and painted it, after how long.
CREATE TABLE version_reach (
    version INTEGER PRIMARY KEY REFERENCES journal (version),
    expected INTEGER NOT NULL,
    there INTEGER NOT NULL,
    painted INTEGER NOT NULL,
    median_ms INTEGER,
    slowest_ms INTEGER
) STRICT;

CREATE INDEX attendance_of_point ON attendance (point_id);
