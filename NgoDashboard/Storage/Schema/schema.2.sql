-- Money is an integer of minor units (cents, đồng); a percent is held in hundredths. Dates are ISO 8601 text.
-- The journal is append-only: what was on air can be proved years later.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE province (
    basis INTEGER NOT NULL CHECK (basis IN (63, 34)),
    code TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    region TEXT NOT NULL,
    is_city INTEGER NOT NULL,
    successor TEXT,
    aliases TEXT NOT NULL,
    PRIMARY KEY (basis, code)
) STRICT;

CREATE TABLE sector (
    id TEXT PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short TEXT NOT NULL,
    short_en TEXT NOT NULL,
    aliases TEXT NOT NULL
) STRICT;

CREATE TABLE campaign (
    id TEXT PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT;

CREATE TABLE exchange_rate (
    year INTEGER PRIMARY KEY,
    hundredths_vnd_per_usd INTEGER NOT NULL CHECK (hundredths_vnd_per_usd > 0),
    source TEXT NOT NULL,
    is_sure INTEGER NOT NULL
) STRICT;

-- One entry for each version. Everything that a screen ever showed follows from these tables, in the order of their versions.
CREATE TABLE journal (
    version INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    key_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('load', 'take', 'undo', 'hold', 'blank', 'release', 'dismiss', 'meeting')),
    because TEXT,
    confirmed_by TEXT,
    undoes INTEGER REFERENCES journal (version) CHECK (undoes < version)
) STRICT;

CREATE TABLE journal_change (
    version INTEGER NOT NULL REFERENCES journal (version),
    ordinal INTEGER NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    province TEXT,
    sector TEXT,
    campaign TEXT,
    measure TEXT NOT NULL,
    old_value INTEGER,
    old_unit TEXT,
    old_qualifier TEXT,
    old_statement INTEGER,
    new_value INTEGER,
    new_unit TEXT,
    new_qualifier TEXT,
    new_statement INTEGER,
    reason TEXT NOT NULL,
    is_correction INTEGER NOT NULL CHECK (is_correction IN (0, 1)),
    PRIMARY KEY (version, ordinal)
) STRICT;

CREATE INDEX journal_change_of_figure ON journal_change (period_from, period_to, measure, province, sector);

-- All that was stated of a figure from this version on, until a later version states it anew. A change without statements takes
-- the figure back to where nothing was known.
CREATE TABLE statement (
    version INTEGER NOT NULL REFERENCES journal (version),
    id INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL CHECK (period_to >= period_from),
    province TEXT,
    sector TEXT REFERENCES sector (id),
    campaign TEXT REFERENCES campaign (id),
    measure TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value >= 0),
    unit TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    status TEXT NOT NULL,
    as_of TEXT NOT NULL,
    publisher TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    source_date TEXT,
    note TEXT,
    adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
    by_desk INTEGER NOT NULL CHECK (by_desk IN (0, 1)),
    PRIMARY KEY (version, id)
) STRICT;

-- NULLs are distinct in an index: coalesced, so that one place of the cube has at most one figure.
CREATE UNIQUE INDEX one_adopted_statement ON statement
    (version, period_from, period_to, coalesce(province, ''), coalesce(sector, ''), coalesce(campaign, ''), measure)
    WHERE adopted = 1;

CREATE TABLE journal_warning (
    version INTEGER NOT NULL REFERENCES journal (version),
    ordinal INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) STRICT;

-- A correction stands on the screens until the desk ends it.
CREATE TABLE correction_end (
    version INTEGER NOT NULL REFERENCES journal (version),
    ordinal INTEGER NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    province TEXT,
    sector TEXT,
    campaign TEXT,
    measure TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) STRICT;

CREATE TABLE stage (
    version INTEGER PRIMARY KEY REFERENCES journal (version),
    scene TEXT NOT NULL,
    parameters TEXT NOT NULL,
    item INTEGER
) STRICT;

-- The newest row is the meeting that is being held; a row with another version than that which opened it renames it or changes its rules.
CREATE TABLE meeting (
    version INTEGER PRIMARY KEY REFERENCES journal (version),
    opened INTEGER NOT NULL CHECK (opened <= version),
    name TEXT NOT NULL,
    held_on TEXT NOT NULL,
    needs_two INTEGER NOT NULL CHECK (needs_two IN (0, 1))
) STRICT;

CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_change_is_never_updated BEFORE UPDATE ON journal_change BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_change_is_never_deleted BEFORE DELETE ON journal_change BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER statement_is_never_updated BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER statement_is_never_deleted BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_warning_is_never_updated BEFORE UPDATE ON journal_warning BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_warning_is_never_deleted BEFORE DELETE ON journal_warning BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER correction_end_is_never_updated BEFORE UPDATE ON correction_end BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER correction_end_is_never_deleted BEFORE DELETE ON correction_end BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stage_is_never_updated BEFORE UPDATE ON stage BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stage_is_never_deleted BEFORE DELETE ON stage BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER meeting_is_never_updated BEFORE UPDATE ON meeting BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER meeting_is_never_deleted BEFORE DELETE ON meeting BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- INSERT OR REPLACE deletes without asking those above: so a version is only ever the next one, and its parts come with it.
CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
    WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: that version is not the next'); END;
CREATE TRIGGER journal_change_is_never_replaced BEFORE INSERT ON journal_change
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM journal_change WHERE version = NEW.version AND ordinal = NEW.ordinal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER statement_is_never_replaced BEFORE INSERT ON statement
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM statement WHERE version = NEW.version AND id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER one_adopted_statement_is_never_replaced BEFORE INSERT ON statement
    WHEN NEW.adopted = 1 AND EXISTS (
        SELECT 1 FROM statement
        WHERE adopted = 1 AND version = NEW.version AND period_from = NEW.period_from AND period_to = NEW.period_to AND measure = NEW.measure
              AND coalesce(province, '') = coalesce(NEW.province, '') AND coalesce(sector, '') = coalesce(NEW.sector, '')
              AND coalesce(campaign, '') = coalesce(NEW.campaign, ''))
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: one_adopted_statement'); END;
CREATE TRIGGER journal_warning_is_never_replaced BEFORE INSERT ON journal_warning
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM journal_warning WHERE version = NEW.version AND ordinal = NEW.ordinal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER correction_end_is_never_replaced BEFORE INSERT ON correction_end
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM correction_end WHERE version = NEW.version AND ordinal = NEW.ordinal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stage_is_never_replaced BEFORE INSERT ON stage
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM stage WHERE version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER meeting_is_never_replaced BEFORE INSERT ON meeting
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM meeting WHERE version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- What is being prepared: no part of the journal until it is taken.
CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    scene TEXT NOT NULL,
    parameters TEXT NOT NULL,
    note TEXT NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1))
) STRICT;

CREATE INDEX agenda_item_of_meeting ON agenda_item (meeting, ordinal);

CREATE TABLE draft (
    key_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    scene TEXT,
    parameters TEXT,
    item INTEGER
) STRICT;

CREATE TABLE draft_edit (
    key_id TEXT NOT NULL REFERENCES draft (key_id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    province TEXT,
    sector TEXT,
    campaign TEXT,
    measure TEXT NOT NULL,
    value INTEGER,
    unit TEXT,
    qualifier TEXT,
    publisher TEXT,
    title TEXT,
    url TEXT,
    source_date TEXT,
    statement INTEGER,
    reason TEXT NOT NULL,
    seen INTEGER,
    is_correction INTEGER NOT NULL CHECK (is_correction IN (0, 1)),
    PRIMARY KEY (key_id, ordinal)
) STRICT;

-- Which point was there, and when: one row for each connection. What was still open when the server stopped was seen last at seen_at.
CREATE TABLE attendance (
    connection TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    province TEXT,
    joined_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    left_at TEXT,
    first_version INTEGER,
    last_version INTEGER
) STRICT;

CREATE INDEX attendance_by_time ON attendance (joined_at);

CREATE TABLE access_key (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('desk', 'screen', 'province')),
    province TEXT,
    label TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    issued_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
