-- Rows (groups) of a published table.
CREATE TABLE published_row
(
    snapshot_number BIGINT NOT NULL,
    table_no INT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    category NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_published_row PRIMARY KEY (snapshot_number, table_no, row_no),
    CONSTRAINT fk_published_row_table_no FOREIGN KEY (snapshot_number, table_no) REFERENCES published_table (snapshot_number, table_no)
);
