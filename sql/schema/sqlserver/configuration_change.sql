-- The configuration ledger: which content of the reviewed files was used from when.
CREATE TABLE configuration_change
(
    id BIGINT NOT NULL,
    hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    recorded_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_configuration_change PRIMARY KEY (id)
);
