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

CREATE TABLE journal (
    version INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('load', 'figures', 'stage'))
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
    new_value INTEGER NOT NULL,
    new_unit TEXT NOT NULL,
    new_qualifier TEXT NOT NULL,
    new_statement INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) STRICT;

CREATE INDEX journal_change_of_figure ON journal_change (period_from, period_to, measure, province, sector);

CREATE TABLE stage (
    version INTEGER PRIMARY KEY REFERENCES journal (version),
    scene TEXT NOT NULL,
    parameters TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_is_never_updated BEFORE UPDATE ON journal_change BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON journal_change BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stage_is_never_updated BEFORE UPDATE ON stage BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stage_is_never_deleted BEFORE DELETE ON stage BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- INSERT OR REPLACE deletes without asking those above: so a version is only ever the next one, and its parts come with it.
CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
    WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: that version is not the next'); END;
CREATE TRIGGER change_is_never_replaced BEFORE INSERT ON journal_change
    WHEN NEW.version <> (SELECT max(version) FROM journal)
        OR EXISTS (SELECT 1 FROM journal_change WHERE version = NEW.version AND ordinal = NEW.ordinal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER stage_is_never_replaced BEFORE INSERT ON stage
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM stage WHERE version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
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
    version INTEGER NOT NULL REFERENCES journal (version)
) STRICT;

-- NULLs are distinct in an index: coalesced, so that one place of the cube has at most one figure.
CREATE UNIQUE INDEX one_adopted_statement ON statement
    (period_from, period_to, coalesce(province, ''), coalesce(sector, ''), coalesce(campaign, ''), measure)
    WHERE adopted = 1;

CREATE TABLE access_key (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('desk', 'screen', 'province')),
    province TEXT,
    label TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    issued_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
