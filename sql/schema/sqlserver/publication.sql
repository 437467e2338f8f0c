-- Every flip of the pointer, withdrawn ones included.
CREATE TABLE publication
(
    number BIGINT NOT NULL,
    snapshot_number BIGINT NOT NULL,
    published_utc DATETIME2(7) NOT NULL,
    withdrawn_utc DATETIME2(7) NULL,
    withdrawn_reason NVARCHAR(MAX) NULL,
    CONSTRAINT pk_publication PRIMARY KEY (number),
    CONSTRAINT fk_publication_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
