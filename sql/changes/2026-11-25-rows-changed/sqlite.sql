-- A delivery tells what it changed, as it was counted when it was completed; of older ones this is not known.
ALTER TABLE delivery ADD COLUMN rows_added INTEGER NULL;
GO
ALTER TABLE delivery ADD COLUMN rows_updated INTEGER NULL;
GO
ALTER TABLE delivery ADD COLUMN rows_removed INTEGER NULL;
