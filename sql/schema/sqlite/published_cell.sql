-- Cells as disclosed: a number, a class, or hidden or not applicable with a reason. NULL never means zero.
CREATE TABLE published_cell
(
    snapshot_number INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    column_no INTEGER NOT NULL,
    column_code TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    estimate REAL NULL,
    decimals INTEGER NOT NULL,
    respondents INTEGER NULL,
    population INTEGER NULL,
    interval_method TEXT NOT NULL,
    interval_low REAL NULL,
    interval_high REAL NULL,
    plain_method TEXT NOT NULL,
    plain_low REAL NULL,
    plain_high REAL NULL,
    standard_error REAL NULL,
    standard_error_fpc REAL NULL,
    degrees_of_freedom REAL NULL,
    class_kind TEXT NOT NULL,
    class_count INTEGER NULL,
    CONSTRAINT pk_published_cell PRIMARY KEY (snapshot_number, table_no, row_no, column_no),
    CONSTRAINT fk_published_cell_row_no FOREIGN KEY (snapshot_number, table_no, row_no) REFERENCES published_row (snapshot_number, table_no, row_no)
) STRICT, WITHOUT ROWID;
