-- Every dated change of the schema that this store has, whether it was applied or came with the end state.
CREATE TABLE schema_change
(
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    applied_utc TEXT NOT NULL,
    CONSTRAINT pk_schema_change PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
