-- Short texts that repeat in fact rows (unit, role, course, AID), each once.
CREATE TABLE code_value
(
    id INTEGER NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_code_value PRIMARY KEY (id),
    CONSTRAINT uq_code_value UNIQUE (value)
) STRICT;
