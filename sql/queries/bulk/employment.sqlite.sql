-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO employment (delivery_id, row_no, line, alias_id, employment_number, unit_id, role_id, aid_id, aid_version_id, aid_letter_id, form, degree_hundredths, valid_from, valid_to, full_time_absent, recent_hours, birth_year, gender, account, device, channel, offer, protected)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23);
