-- parameters: none
PRAGMA journal_mode = WAL;
