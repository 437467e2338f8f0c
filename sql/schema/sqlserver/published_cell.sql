-- Cells as disclosed: a number, a class, or hidden or not applicable with a reason. NULL never means zero.
CREATE TABLE published_cell
(
    snapshot_number BIGINT NOT NULL,
    table_no INT NOT NULL,
    row_no INT NOT NULL,
    column_no INT NOT NULL,
    column_code NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    estimate FLOAT(53) NULL,
    decimals INT NOT NULL,
    respondents INT NULL,
    population INT NULL,
    interval_method NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    interval_low FLOAT(53) NULL,
    interval_high FLOAT(53) NULL,
    plain_method NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    plain_low FLOAT(53) NULL,
    plain_high FLOAT(53) NULL,
    standard_error FLOAT(53) NULL,
    standard_error_fpc FLOAT(53) NULL,
    degrees_of_freedom FLOAT(53) NULL,
    class_kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    class_count INT NULL,
    CONSTRAINT pk_published_cell PRIMARY KEY (snapshot_number, table_no, row_no, column_no),
    CONSTRAINT fk_published_cell_row_no FOREIGN KEY (snapshot_number, table_no, row_no) REFERENCES published_row (snapshot_number, table_no, row_no)
);
