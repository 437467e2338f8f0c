-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO finding (delivery_id, ordinal, rule_code, severity, line, column_name, found, expected, occurrences, sheet_name)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
