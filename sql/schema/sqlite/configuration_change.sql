-- The configuration ledger: which content of the reviewed files was used from when.
CREATE TABLE configuration_change
(
    id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    recorded_utc TEXT NOT NULL,
    CONSTRAINT pk_configuration_change PRIMARY KEY (id)
) STRICT;
