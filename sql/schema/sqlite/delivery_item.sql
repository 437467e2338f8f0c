-- Survey deliveries: which item each byte of the packed answers is, 0-based. NULL beside it, in deliveries from before these columns:
-- the competence is the item's code, and the answer a self-assessed level of it as a whole (0, 0, 0).
CREATE TABLE delivery_item
(
    delivery_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    competence TEXT NULL,
    dimension INTEGER NULL,
    evidence INTEGER NULL,
    scale INTEGER NULL,
    CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, position),
    CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
