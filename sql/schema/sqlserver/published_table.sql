-- Published tables of a snapshot, in its order.
CREATE TABLE published_table
(
    snapshot_number BIGINT NOT NULL,
    table_no INT NOT NULL,
    measure NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    breakdown NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    item NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of DATE NOT NULL,
    CONSTRAINT pk_published_table PRIMARY KEY (snapshot_number, table_no),
    CONSTRAINT fk_published_table_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
