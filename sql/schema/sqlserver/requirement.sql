-- Required level per role and competence.
CREATE TABLE requirement
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    role NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    role_name NVARCHAR(MAX) NOT NULL,
    competence NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level INT NOT NULL,
    mandatory TINYINT NOT NULL,
    CONSTRAINT pk_requirement PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_requirement_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
