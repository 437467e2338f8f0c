-- The pseudonyms of a kind are read as a whole.
CREATE INDEX ix_alias_alias_kind_id ON alias (alias_kind_id);
