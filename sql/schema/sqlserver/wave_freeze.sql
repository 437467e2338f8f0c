-- What was decided when a wave opened and never changes: structure, merges, thresholds.
CREATE TABLE wave_freeze
(
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    frozen_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_wave_freeze PRIMARY KEY (organisation, wave)
);
