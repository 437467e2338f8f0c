-- Survey deliveries: which item each byte of the packed answers is, 0-based. NULL beside it, in deliveries from before these columns:
-- the competence is the item's code, and the answer a self-assessed level of it as a whole (0, 0, 0).
CREATE TABLE delivery_item
(
    delivery_id BIGINT NOT NULL,
    position INT NOT NULL,
    item NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    competence NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL,
    dimension TINYINT NULL,
    evidence TINYINT NULL,
    scale TINYINT NULL,
    CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, position),
    CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
