-- The salt of an organisation's marks of erased persons.
CREATE TABLE block_salt
(
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    salt BINARY(32) NOT NULL,
    CONSTRAINT pk_block_salt PRIMARY KEY (organisation)
);
