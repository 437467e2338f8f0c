-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO alias_link (delivery_id, alias_id, person_id)
VALUES (?1, ?2, ?3);
