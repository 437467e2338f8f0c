-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO plan_action (delivery_id, row_no, plan_code, code, name, due, done, target_area, hours_freed_hundredths, solution)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
