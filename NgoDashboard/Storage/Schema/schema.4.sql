-- What the desk has said of a name in a report, and need not say again.
CREATE TABLE report_alias (
    kind TEXT NOT NULL CHECK (kind IN ('province', 'sector')),
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT;

-- The files that figures came from. Their contents lie beside the database, each under its hash.
CREATE TABLE report_file (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    length INTEGER NOT NULL,
    who TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
