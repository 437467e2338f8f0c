-- A delivery tells what it changed, as it was counted when it was completed; of older ones this is not known.
ALTER TABLE delivery ADD rows_added BIGINT NULL;
GO
ALTER TABLE delivery ADD rows_updated BIGINT NULL;
GO
ALTER TABLE delivery ADD rows_removed BIGINT NULL;
