-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO alias_move (delivery_id, alias_id, into_id, alias_kind_id, hmac)
VALUES (?1, ?2, ?3, ?4, ?5);
