-- Ids are given out by the program: the next free one per name.
CREATE TABLE id_sequence
(
    name TEXT NOT NULL,
    next_value INTEGER NOT NULL,
    CONSTRAINT pk_id_sequence PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
