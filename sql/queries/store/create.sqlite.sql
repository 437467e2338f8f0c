-- parameters: none
-- Before any transaction: a table that others refer to can only be made anew while foreign keys are not enforced. Every later session has them on.
-- Pages of 16 kB in a new file: large imports and whole reads touch a quarter of them; an older file keeps the size it has.
PRAGMA page_size = 16384;
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys = OFF;
