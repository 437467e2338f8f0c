-- parameters: none
-- The database is made by its administrator, see sql/README.md.
SET XACT_ABORT ON;
