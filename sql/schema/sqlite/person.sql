-- A surrogate of one person at one employer; what is known about the person is in the register rows.
CREATE TABLE person
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    delivery_id INTEGER NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT;
