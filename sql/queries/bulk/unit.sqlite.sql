-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO unit (delivery_id, row_no, code, name, parent_code, level, operation, valid_from, valid_to, predecessors)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
