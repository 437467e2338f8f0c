-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_table (snapshot_number, table_no, measure, organisation, wave, level, breakdown, item, as_of)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
