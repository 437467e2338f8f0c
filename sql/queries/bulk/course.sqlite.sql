-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO course (delivery_id, row_no, code, name, programme, theme, competences, hours_hundredths, completion_hundredths, digital)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
