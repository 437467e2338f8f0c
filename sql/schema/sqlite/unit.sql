-- Units, one row a unit and period. Predecessors are codes separated by line feeds.
CREATE TABLE unit
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    level TEXT NOT NULL,
    operation TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NULL,
    predecessors TEXT NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_unit_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
