-- Units, one row a unit and period. Predecessors are codes separated by line feeds.
CREATE TABLE unit
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    parent_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operation NVARCHAR(MAX) NOT NULL,
    valid_from INT NOT NULL,
    valid_to INT NULL,
    predecessors NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_unit_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
