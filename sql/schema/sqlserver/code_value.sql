-- Short texts that repeat in fact rows (unit, role, course, AID), each once.
CREATE TABLE code_value
(
    id BIGINT NOT NULL,
    value NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_code_value PRIMARY KEY (id),
    CONSTRAINT uq_code_value UNIQUE (value)
);
