-- Survey deliveries: which item each byte of the packed answers is, 0-based.
CREATE TABLE delivery_item
(
    delivery_id BIGINT NOT NULL,
    position INT NOT NULL,
    item NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, position),
    CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
