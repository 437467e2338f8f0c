-- parameters: none
-- The transaction is the lock: SQLite has one writer.
SELECT 0;
