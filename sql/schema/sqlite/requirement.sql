-- Required level per role and competence.
CREATE TABLE requirement
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    role TEXT NOT NULL,
    role_name TEXT NOT NULL,
    competence TEXT NOT NULL,
    level INTEGER NOT NULL,
    mandatory INTEGER NOT NULL,
    CONSTRAINT pk_requirement PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_requirement_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
