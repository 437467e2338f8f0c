-- Pseudonyms are unique by their one writer; a unique index over random values cost half of a large import.
ALTER TABLE alias DROP CONSTRAINT uq_alias;
GO
CREATE INDEX ix_alias_alias_kind_id ON alias (alias_kind_id);
