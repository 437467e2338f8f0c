-- The release log: the tables of a wave as released, and who contributed, packed.
CREATE TABLE wave_release
(
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    contributors VARBINARY(MAX) NOT NULL,
    stamp NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason NVARCHAR(MAX) NOT NULL,
    released_utc DATETIME2(7) NOT NULL,
    publication_number BIGINT NOT NULL,
    withdrawn_utc DATETIME2(7) NULL,
    CONSTRAINT pk_wave_release PRIMARY KEY (organisation, wave, number),
    CONSTRAINT fk_wave_release_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
);
