-- The salt of an organisation's marks of erased persons.
CREATE TABLE block_salt
(
    organisation TEXT NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_block_salt PRIMARY KEY (organisation)
) STRICT;
