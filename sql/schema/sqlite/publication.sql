-- Every flip of the pointer, withdrawn ones included.
CREATE TABLE publication
(
    number INTEGER NOT NULL,
    snapshot_number INTEGER NOT NULL,
    published_utc TEXT NOT NULL,
    withdrawn_utc TEXT NULL,
    withdrawn_reason TEXT NULL,
    CONSTRAINT pk_publication PRIMARY KEY (number),
    CONSTRAINT fk_publication_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT;
