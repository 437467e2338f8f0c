-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO free_text (delivery_id, row_no, column_name, content)
VALUES (?1, ?2, ?3, ?4);
