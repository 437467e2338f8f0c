-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO alias_shared (delivery_id, alias_id)
VALUES (?1, ?2);
