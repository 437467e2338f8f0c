-- The competences of the framework of a snapshot.
CREATE TABLE published_competence
(
    snapshot_number INTEGER NOT NULL,
    id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    area_name_sv TEXT NOT NULL,
    area_name_en TEXT NOT NULL,
    CONSTRAINT pk_published_competence PRIMARY KEY (snapshot_number, id),
    CONSTRAINT fk_published_competence_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
