-- Departments and units of a wave as published, after merging small ones.
CREATE TABLE published_scope
(
    snapshot_number BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    parent_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ordinal INT NOT NULL,
    CONSTRAINT pk_published_scope PRIMARY KEY (snapshot_number, organisation, wave, code),
    CONSTRAINT fk_published_scope_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
