-- Published tables of a snapshot, in its order.
CREATE TABLE published_table
(
    snapshot_number INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    measure TEXT NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    level TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    item TEXT NOT NULL,
    as_of TEXT NOT NULL,
    CONSTRAINT pk_published_table PRIMARY KEY (snapshot_number, table_no),
    CONSTRAINT fk_published_table_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
