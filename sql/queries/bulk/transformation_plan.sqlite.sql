-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO transformation_plan (delivery_id, row_no, code, name, operation, unit_code, adopted, reviewed, actions_due, actions_done, hours_freed_hundredths, solutions, target_areas)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
