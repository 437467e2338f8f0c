-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_row (snapshot_number, table_no, row_no, code, category, name_sv, name_en)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
