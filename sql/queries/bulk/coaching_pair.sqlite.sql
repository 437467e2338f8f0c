-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO coaching_pair (delivery_id, row_no, line, manager_alias_id, employee_alias_id, theme_id, valid_from, valid_to, direction)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
