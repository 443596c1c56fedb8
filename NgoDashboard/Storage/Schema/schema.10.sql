-- Exchange rates, sectors and campaigns are changed at the desk, each change with a version. The journal and the statements are made anew:
-- the journal for its new kind of entry, the statements because a sector may come later than the first load now.
CREATE TABLE journal_before AS SELECT * FROM journal;
DROP TABLE journal;

-- Of a text about a person the digest stays: SHA-256 over the salt and the text. The text and its salt can be removed together.
CREATE TABLE journal (
    version INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT,
    who_salt BLOB,
    who_digest BLOB NOT NULL CHECK (length(who_digest) = 32),
    key_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('load', 'take', 'undo', 'hold', 'blank', 'release', 'dismiss', 'meeting', 'key', 'reference')),
    because TEXT,
    confirmed_by TEXT,
    confirmed_by_salt BLOB,
    confirmed_by_digest BLOB CHECK (length(confirmed_by_digest) = 32),
    undoes INTEGER REFERENCES journal (version) CHECK (undoes < version),
    CHECK ((who IS NULL) = (who_salt IS NULL)),
    CHECK ((confirmed_by IS NULL) = (confirmed_by_salt IS NULL)),
    CHECK (confirmed_by IS NULL OR confirmed_by_digest IS NOT NULL)
) STRICT;

INSERT INTO journal (version, at, who, who_salt, who_digest, key_id, kind, because, confirmed_by, confirmed_by_salt, confirmed_by_digest, undoes)
SELECT version, at, who, who_salt, who_digest, key_id, kind, because, confirmed_by, confirmed_by_salt, confirmed_by_digest, undoes
FROM journal_before ORDER BY version;
DROP TABLE journal_before;

-- Nothing of an entry is changed but that a text about a person is removed together with its salt, and it never comes back.
CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal
    WHEN NEW.version IS NOT OLD.version OR NEW.at IS NOT OLD.at OR NEW.who_digest IS NOT OLD.who_digest OR NEW.key_id IS NOT OLD.key_id
         OR NEW.kind IS NOT OLD.kind OR NEW.because IS NOT OLD.because OR NEW.confirmed_by_digest IS NOT OLD.confirmed_by_digest
         OR NEW.undoes IS NOT OLD.undoes
         OR NEW.who IS NOT OLD.who AND NEW.who IS NOT NULL OR NEW.who_salt IS NOT OLD.who_salt AND NEW.who_salt IS NOT NULL
         OR NEW.confirmed_by IS NOT OLD.confirmed_by AND NEW.confirmed_by IS NOT NULL
         OR NEW.confirmed_by_salt IS NOT OLD.confirmed_by_salt AND NEW.confirmed_by_salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
    WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: that version is not the next'); END;

-- The rate of a year from this version on. Without a value the year has none any more. The rates of the first load are in exchange_rate.
CREATE TABLE journal_rate (
    version INTEGER NOT NULL REFERENCES journal (version),
    year INTEGER NOT NULL,
    hundredths_vnd_per_usd INTEGER CHECK (hundredths_vnd_per_usd > 0),
    publisher TEXT,
    title TEXT,
    url TEXT,
    source_date TEXT,
    is_sure INTEGER CHECK (is_sure IN (0, 1)),
    PRIMARY KEY (version, year),
    CHECK ((hundredths_vnd_per_usd IS NULL) = (publisher IS NULL) AND (publisher IS NULL) = (is_sure IS NULL))
) STRICT;

-- A sector from this version on, those of the first load, which are in sector, too. Retired: merged into another, or its addition was undone.
-- Aliases are separated by line feeds, because a semicolon may be in a name that was typed.
CREATE TABLE journal_sector (
    version INTEGER NOT NULL REFERENCES journal (version),
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short TEXT NOT NULL,
    short_en TEXT NOT NULL,
    aliases TEXT NOT NULL,
    is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
    merged_into TEXT,
    PRIMARY KEY (version, id),
    CHECK (merged_into IS NULL OR is_retired = 1)
) STRICT;

CREATE INDEX journal_sector_by_id ON journal_sector (id);

CREATE TABLE journal_campaign (
    version INTEGER NOT NULL REFERENCES journal (version),
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    aliases TEXT NOT NULL,
    is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
    merged_into TEXT,
    PRIMARY KEY (version, id),
    CHECK (merged_into IS NULL OR is_retired = 1)
) STRICT;

CREATE INDEX journal_campaign_by_id ON journal_campaign (id);

CREATE TRIGGER journal_rate_is_never_updated BEFORE UPDATE ON journal_rate BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_rate_is_never_deleted BEFORE DELETE ON journal_rate BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_rate_is_never_replaced BEFORE INSERT ON journal_rate
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM journal_rate WHERE version = NEW.version AND year = NEW.year)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_sector_is_never_updated BEFORE UPDATE ON journal_sector BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_sector_is_never_deleted BEFORE DELETE ON journal_sector BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_sector_is_never_replaced BEFORE INSERT ON journal_sector
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM journal_sector WHERE version = NEW.version AND id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_campaign_is_never_updated BEFORE UPDATE ON journal_campaign BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_campaign_is_never_deleted BEFORE DELETE ON journal_campaign BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_campaign_is_never_replaced BEFORE INSERT ON journal_campaign
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM journal_campaign WHERE version = NEW.version AND id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

ALTER TABLE statement RENAME TO statement_before;
DROP TRIGGER statement_is_never_updated;
DROP TRIGGER statement_is_never_deleted;
DROP TRIGGER statement_is_never_replaced;
DROP TRIGGER one_adopted_statement_is_never_replaced;
DROP INDEX one_adopted_statement;

CREATE TABLE statement (
    version INTEGER NOT NULL REFERENCES journal (version),
    id INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL CHECK (period_to >= period_from),
    province TEXT,
    sector TEXT,
    campaign TEXT,
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
    publisher_salt BLOB,
    publisher_digest BLOB CHECK (length(publisher_digest) = 32),
    PRIMARY KEY (version, id)
) STRICT;

-- In the order of the rows: statements are read in the order in which they were written.
INSERT INTO statement (version, id, touched, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier, status, as_of,
                       publisher, title, url, source_date, note, adopted, by_desk, publisher_salt, publisher_digest)
SELECT version, id, touched, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier, status, as_of,
       publisher, title, url, source_date, note, adopted, by_desk, publisher_salt, publisher_digest
FROM statement_before ORDER BY rowid;
DROP TABLE statement_before;

-- NULLs are distinct in an index: coalesced, so that one place of the cube has at most one figure.
CREATE UNIQUE INDEX one_adopted_statement ON statement
    (version, period_from, period_to, coalesce(province, ''), coalesce(sector, ''), coalesce(campaign, ''), measure)
    WHERE adopted = 1;

CREATE TRIGGER statement_is_never_updated BEFORE UPDATE ON statement
    WHEN NEW.version IS NOT OLD.version OR NEW.id IS NOT OLD.id OR NEW.touched IS NOT OLD.touched OR NEW.period_from IS NOT OLD.period_from
         OR NEW.period_to IS NOT OLD.period_to OR NEW.province IS NOT OLD.province OR NEW.sector IS NOT OLD.sector
         OR NEW.campaign IS NOT OLD.campaign OR NEW.measure IS NOT OLD.measure OR NEW.value IS NOT OLD.value OR NEW.unit IS NOT OLD.unit
         OR NEW.qualifier IS NOT OLD.qualifier OR NEW.status IS NOT OLD.status OR NEW.as_of IS NOT OLD.as_of OR NEW.title IS NOT OLD.title
         OR NEW.url IS NOT OLD.url OR NEW.source_date IS NOT OLD.source_date OR NEW.note IS NOT OLD.note OR NEW.adopted IS NOT OLD.adopted
         OR NEW.by_desk IS NOT OLD.by_desk OR NEW.publisher_digest IS NOT OLD.publisher_digest
         OR NEW.publisher IS NOT OLD.publisher AND (NEW.publisher <> '' OR NEW.publisher_salt IS NOT NULL OR NEW.publisher_digest IS NULL)
         OR NEW.publisher_salt IS NOT OLD.publisher_salt AND (NEW.publisher_salt IS NOT NULL OR NEW.publisher <> '')
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER statement_is_never_deleted BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
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
-- Instead of references to the tables of the first load.
CREATE TRIGGER statement_is_of_a_known_sector BEFORE INSERT ON statement
    WHEN NEW.sector IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sector WHERE id = NEW.sector)
         AND NOT EXISTS (SELECT 1 FROM journal_sector WHERE id = NEW.sector)
    BEGIN SELECT RAISE(ABORT, 'there is no such sector'); END;
CREATE TRIGGER statement_is_of_a_known_campaign BEFORE INSERT ON statement
    WHEN NEW.campaign IS NOT NULL AND NOT EXISTS (SELECT 1 FROM campaign WHERE id = NEW.campaign)
         AND NOT EXISTS (SELECT 1 FROM journal_campaign WHERE id = NEW.campaign)
    BEGIN SELECT RAISE(ABORT, 'there is no such campaign'); END;
