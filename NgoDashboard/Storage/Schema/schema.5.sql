-- What was doubtful in a report and was accepted when its figures came into the draft: journalled with them when they are taken.
CREATE TABLE draft_doubt (
    key_id TEXT NOT NULL REFERENCES draft (key_id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    figure TEXT,
    report TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (key_id, ordinal)
) STRICT;

-- A name as the report writes it; of those that were taught before it is not known.
ALTER TABLE report_alias ADD COLUMN written TEXT;
