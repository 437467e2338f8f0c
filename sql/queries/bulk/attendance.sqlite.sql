-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO attendance (delivery_id, row_no, line, alias_id, course_id, day, hours_hundredths, present)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
