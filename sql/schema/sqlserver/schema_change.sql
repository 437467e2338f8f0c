-- Every dated change of the schema that this store has, whether it was applied or came with the end state.
CREATE TABLE schema_change
(
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version BIGINT NOT NULL,
    applied_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_schema_change PRIMARY KEY (name)
);
