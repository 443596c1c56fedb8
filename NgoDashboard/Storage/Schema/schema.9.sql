-- The keys of data protection, which seal cookies and the keys of points' links. They lay in a folder beside the database before.
CREATE TABLE protection_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    xml TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;
