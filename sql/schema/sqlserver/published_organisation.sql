-- Organisations of a snapshot.
CREATE TABLE published_organisation
(
    snapshot_number BIGINT NOT NULL,
    code NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    short_name NVARCHAR(MAX) NOT NULL,
    data_date DATE NOT NULL,
    CONSTRAINT pk_published_organisation PRIMARY KEY (snapshot_number, code),
    CONSTRAINT fk_published_organisation_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
