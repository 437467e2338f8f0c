-- A finding names its sheet; a delivery counts the rows that were left out on purpose.
ALTER TABLE finding ADD sheet_name NVARCHAR(100) NULL;
GO
ALTER TABLE delivery ADD rows_left_out BIGINT NULL;
