-- Ids are given out by the program: the next free one per name.
CREATE TABLE id_sequence
(
    name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    next_value BIGINT NOT NULL,
    CONSTRAINT pk_id_sequence PRIMARY KEY (name)
);
