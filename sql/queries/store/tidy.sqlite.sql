-- parameters: none
-- Takes the log into the file as far as nobody reads it; what is left waits for the next time.
PRAGMA wal_checkpoint(PASSIVE);
