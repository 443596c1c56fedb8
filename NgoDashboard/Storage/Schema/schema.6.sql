-- What a report calls a measure is remembered as the names of provinces and sectors are.
CREATE TABLE report_alias_of_more (
    kind TEXT NOT NULL CHECK (kind IN ('province', 'sector', 'measure')),
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    written TEXT,
    PRIMARY KEY (kind, name)
) STRICT;

INSERT INTO report_alias_of_more (kind, name, target, who, at, written) SELECT kind, name, target, who, at, written FROM report_alias;
DROP TABLE report_alias;
ALTER TABLE report_alias_of_more RENAME TO report_alias;
