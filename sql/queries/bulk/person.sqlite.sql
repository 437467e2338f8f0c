-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO person (id, organisation, delivery_id)
VALUES (?1, ?2, ?3);
