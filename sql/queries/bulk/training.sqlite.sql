-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO training (delivery_id, row_no, line, alias_id, course_id, enrolled, finished, hours_hundredths, status)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
