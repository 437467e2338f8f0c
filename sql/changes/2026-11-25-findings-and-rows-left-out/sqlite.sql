-- A finding names its sheet; a delivery counts the rows that were left out on purpose.
ALTER TABLE finding ADD COLUMN sheet_name TEXT NULL;
GO
ALTER TABLE delivery ADD COLUMN rows_left_out INTEGER NULL;
