-- Snapshots as packed content, found by the hash of the content; the same cells are rows in published_cell.
CREATE TABLE published_snapshot
(
    number BIGINT NOT NULL,
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    data_date DATE NOT NULL,
    method_version NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    synthetic TINYINT NOT NULL,
    threshold INT NOT NULL,
    floor_level INT NOT NULL,
    CONSTRAINT pk_published_snapshot PRIMARY KEY (number),
    CONSTRAINT uq_published_snapshot UNIQUE (id)
);
