-- A surrogate of one person at one employer; what is known about the person is in the register rows.
CREATE TABLE person
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    delivery_id BIGINT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
