-- Organisations of a snapshot.
CREATE TABLE published_organisation
(
    snapshot_number INTEGER NOT NULL,
    code TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short_name TEXT NOT NULL,
    data_date TEXT NOT NULL,
    CONSTRAINT pk_published_organisation PRIMARY KEY (snapshot_number, code),
    CONSTRAINT fk_published_organisation_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
