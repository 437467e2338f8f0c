-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO requirement (delivery_id, row_no, role, role_name, competence, level, mandatory)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
