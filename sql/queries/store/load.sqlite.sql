-- parameters: none
-- Before a delivery's transaction. Every id that a delivery writes it has read or given out itself, so the engine need not look up each of
-- millions again; the tests do, after every delivery they make. The commit makes the rows durable in the log and ends there; the log is
-- taken into the file afterwards (store/tidy).
PRAGMA foreign_keys = OFF;
PRAGMA wal_autocheckpoint = 0;
PRAGMA cache_size = -16384;
