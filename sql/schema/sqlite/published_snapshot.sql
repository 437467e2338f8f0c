-- Snapshots as packed content, found by the hash of the content; the same cells are rows in published_cell.
CREATE TABLE published_snapshot
(
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    content BLOB NOT NULL,
    data_date TEXT NOT NULL,
    method_version TEXT NOT NULL,
    synthetic INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    floor_level INTEGER NOT NULL,
    CONSTRAINT pk_published_snapshot PRIMARY KEY (number),
    CONSTRAINT uq_published_snapshot UNIQUE (id)
) STRICT;
