-- Who issued a key: the id of a key, or nobody, which is the console. A key of a desk that a second person approved stands for a person of
-- its own. Who issued the desks' keys of before is not known: they count as keys of one person.
ALTER TABLE access_key ADD COLUMN issued_by TEXT;
ALTER TABLE access_key ADD COLUMN approved_by TEXT;
UPDATE access_key SET issued_by = 'before' WHERE role = 'desk';
