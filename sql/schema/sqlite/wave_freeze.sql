-- What was decided when a wave opened and never changes: structure, merges, thresholds.
CREATE TABLE wave_freeze
(
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    content BLOB NOT NULL,
    frozen_utc TEXT NOT NULL,
    CONSTRAINT pk_wave_freeze PRIMARY KEY (organisation, wave)
) STRICT;
