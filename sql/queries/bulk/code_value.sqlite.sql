-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO code_value (id, value)
VALUES (?1, ?2);
