-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO idea (delivery_id, row_no, line, code, alias_id, day, unit_id, status, theme_id, target_area_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
