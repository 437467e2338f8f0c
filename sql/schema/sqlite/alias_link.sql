-- Which person a register gives to an alias that was there before; taken over when the register is in force, kept aside while it waits.
CREATE TABLE alias_link
(
    delivery_id INTEGER NOT NULL,
    alias_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    CONSTRAINT pk_alias_link PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_link_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_link_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_alias_link_person_id FOREIGN KEY (person_id) REFERENCES person (id)
) STRICT, WITHOUT ROWID;
