-- Waves of a snapshot, per organisation.
CREATE TABLE published_wave
(
    snapshot_number INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    state TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    reference_date TEXT NOT NULL,
    linked INTEGER NOT NULL,
    consent INTEGER NOT NULL,
    release_number INTEGER NOT NULL,
    release_waits INTEGER NOT NULL,
    CONSTRAINT pk_published_wave PRIMARY KEY (snapshot_number, organisation, wave),
    CONSTRAINT fk_published_wave_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
