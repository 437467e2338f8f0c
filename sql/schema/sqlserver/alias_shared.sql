-- Ids that rows with different primary ids of a register have in common: while that register is or has been in force, they name nobody.
CREATE TABLE alias_shared
(
    delivery_id BIGINT NOT NULL,
    alias_id BIGINT NOT NULL,
    CONSTRAINT pk_alias_shared PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_shared_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_shared_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
