-- An item says what it measures and how; an answer carries what was noticed about it.
ALTER TABLE delivery_item ADD COLUMN competence TEXT NULL;
GO
ALTER TABLE delivery_item ADD COLUMN dimension INTEGER NULL;
GO
ALTER TABLE delivery_item ADD COLUMN evidence INTEGER NULL;
GO
ALTER TABLE delivery_item ADD COLUMN scale INTEGER NULL;
GO
ALTER TABLE response ADD COLUMN flags INTEGER NULL;
