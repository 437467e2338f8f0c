-- Rows (groups) of a published table.
CREATE TABLE published_row
(
    snapshot_number INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    category TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT pk_published_row PRIMARY KEY (snapshot_number, table_no, row_no),
    CONSTRAINT fk_published_row_table_no FOREIGN KEY (snapshot_number, table_no) REFERENCES published_table (snapshot_number, table_no)
) STRICT, WITHOUT ROWID;
