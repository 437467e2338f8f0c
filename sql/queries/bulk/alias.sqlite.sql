-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO alias (id, alias_kind_id, hmac, person_id, linked_by)
VALUES (?1, ?2, ?3, ?4, ?5);
