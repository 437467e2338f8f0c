-- The competences of the framework of a snapshot.
CREATE TABLE published_competence
(
    snapshot_number BIGINT NOT NULL,
    id NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    area_id NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ordinal INT NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    area_name_sv NVARCHAR(MAX) NOT NULL,
    area_name_en NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_published_competence PRIMARY KEY (snapshot_number, id),
    CONSTRAINT fk_published_competence_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
