-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO response (delivery_id, row_no, line, row_key, alias_id, answers, importance, submitted, complete, channel, unit_id, role_id, gender, birth_year, form, device, flags)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17);
