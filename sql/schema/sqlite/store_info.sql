-- The store itself, one row: the version of its schema, and whether it is synthetic for ever.
CREATE TABLE store_info
(
    id INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    synthetic INTEGER NOT NULL,
    created_utc TEXT NOT NULL,
    CONSTRAINT pk_store_info PRIMARY KEY (id)
) STRICT;
