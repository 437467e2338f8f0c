-- parameters: none
-- Pages from before the deletion leave the write-ahead log, unless somebody reads just now: then with its next checkpoint.
PRAGMA secure_delete = OFF;
PRAGMA busy_timeout = 2000;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA busy_timeout = 30000;
