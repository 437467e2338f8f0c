-- The store itself, one row: the version of its schema, and whether it is synthetic for ever.
CREATE TABLE store_info
(
    id BIGINT NOT NULL,
    schema_version BIGINT NOT NULL,
    synthetic BIGINT NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_store_info PRIMARY KEY (id)
);
