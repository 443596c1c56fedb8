-- Each entry carries a hash over its rows and the hash before it: docs/journal.md describes both.
-- The journal is made anew, because texts about persons can be taken out of it now and because keys are entries too. Its rows are filled in
-- by the program, which makes the digests of those texts.
CREATE TABLE journal_before AS SELECT version, at, who, key_id, kind, because, confirmed_by, undoes FROM journal;
DROP TABLE journal;

-- Of a text about a person the digest stays: SHA-256 over the salt and the text. The text and its salt can be removed together.
CREATE TABLE journal (
    version INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT,
    who_salt BLOB,
    who_digest BLOB NOT NULL CHECK (length(who_digest) = 32),
    key_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('load', 'take', 'undo', 'hold', 'blank', 'release', 'dismiss', 'meeting', 'key')),
    because TEXT,
    confirmed_by TEXT,
    confirmed_by_salt BLOB,
    confirmed_by_digest BLOB CHECK (length(confirmed_by_digest) = 32),
    undoes INTEGER REFERENCES journal (version) CHECK (undoes < version),
    CHECK ((who IS NULL) = (who_salt IS NULL)),
    CHECK ((confirmed_by IS NULL) = (confirmed_by_salt IS NULL)),
    CHECK (confirmed_by IS NULL OR confirmed_by_digest IS NOT NULL)
) STRICT;

-- A key that was issued or revoked with this version.
CREATE TABLE journal_key (
    version INTEGER PRIMARY KEY REFERENCES journal (version),
    key_id TEXT NOT NULL,
    role TEXT NOT NULL,
    label TEXT,
    label_salt BLOB,
    label_digest BLOB NOT NULL CHECK (length(label_digest) = 32),
    issued_by TEXT,
    is_revoked INTEGER NOT NULL CHECK (is_revoked IN (0, 1)),
    CHECK ((label IS NULL) = (label_salt IS NULL))
) STRICT;

-- The publisher of what the desk stated is often the person who stated it.
ALTER TABLE statement ADD COLUMN publisher_salt BLOB;
ALTER TABLE statement ADD COLUMN publisher_digest BLOB CHECK (length(publisher_digest) = 32);
DROP TRIGGER statement_is_never_updated;

-- The hash of each entry, and the manifest that it was made over: one line for each part of the entry, with that part's own digest, so that
-- a check can name the part that does not hold. chained_at is the time of the upgrade that chained an entry from before the chain.
CREATE TABLE journal_hash (
    version INTEGER PRIMARY KEY REFERENCES journal (version),
    form INTEGER NOT NULL,
    chained_at TEXT,
    manifest TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

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

CREATE TRIGGER journal_key_is_never_updated BEFORE UPDATE ON journal_key
    WHEN NEW.version IS NOT OLD.version OR NEW.key_id IS NOT OLD.key_id OR NEW.role IS NOT OLD.role OR NEW.label_digest IS NOT OLD.label_digest
         OR NEW.issued_by IS NOT OLD.issued_by OR NEW.is_revoked IS NOT OLD.is_revoked
         OR NEW.label IS NOT OLD.label AND NEW.label IS NOT NULL OR NEW.label_salt IS NOT OLD.label_salt AND NEW.label_salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_key_is_never_deleted BEFORE DELETE ON journal_key BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_key_is_never_replaced BEFORE INSERT ON journal_key
    WHEN NEW.version <> (SELECT max(version) FROM journal) OR EXISTS (SELECT 1 FROM journal_key WHERE version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_hash_is_never_updated BEFORE UPDATE ON journal_hash BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_hash_is_never_deleted BEFORE DELETE ON journal_hash BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_hash_is_never_replaced BEFORE INSERT ON journal_hash
    WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM journal_hash)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: that version is not the next'); END;
