-- An item says what it measures and how; an answer carries what was noticed about it.
ALTER TABLE delivery_item ADD competence NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL;
GO
ALTER TABLE delivery_item ADD dimension TINYINT NULL;
GO
ALTER TABLE delivery_item ADD evidence TINYINT NULL;
GO
ALTER TABLE delivery_item ADD scale TINYINT NULL;
GO
ALTER TABLE response ADD flags INT NULL;
