-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO delivery_item (delivery_id, position, item, competence, dimension, evidence, scale)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
