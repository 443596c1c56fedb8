-- After the program has filled in the journal and the digests of texts about persons.
DROP TABLE journal_before;

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
