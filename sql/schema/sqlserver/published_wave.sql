-- Waves of a snapshot, per organisation.
CREATE TABLE published_wave
(
    snapshot_number BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    opens DATE NOT NULL,
    closes DATE NOT NULL,
    reference_date DATE NOT NULL,
    linked TINYINT NOT NULL,
    consent TINYINT NOT NULL,
    release_number INT NOT NULL,
    release_waits TINYINT NOT NULL,
    CONSTRAINT pk_published_wave PRIMARY KEY (snapshot_number, organisation, wave),
    CONSTRAINT fk_published_wave_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
