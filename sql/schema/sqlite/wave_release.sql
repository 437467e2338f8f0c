-- The release log: the tables of a wave as released, and who contributed, packed.
CREATE TABLE wave_release
(
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    contributors BLOB NOT NULL,
    stamp TEXT NOT NULL,
    reason TEXT NOT NULL,
    released_utc TEXT NOT NULL,
    publication_number INTEGER NOT NULL,
    withdrawn_utc TEXT NULL,
    CONSTRAINT pk_wave_release PRIMARY KEY (organisation, wave, number),
    CONSTRAINT fk_wave_release_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
) STRICT;
