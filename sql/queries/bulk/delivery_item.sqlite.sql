-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO delivery_item (delivery_id, position, item)
VALUES (?1, ?2, ?3);
