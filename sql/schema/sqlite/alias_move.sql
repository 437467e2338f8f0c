-- Working rows of a delivery while older keys are held: pseudonyms that get the current key (into_id null), and pseudonyms of one id
-- under two keys that become one (into_id is the one that stays). Empty between deliveries.
CREATE TABLE alias_move
(
    delivery_id INTEGER NOT NULL,
    alias_id INTEGER NOT NULL,
    into_id INTEGER NULL,
    alias_kind_id INTEGER NULL,
    hmac BLOB NULL,
    CONSTRAINT pk_alias_move PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_move_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_move_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id)
) STRICT, WITHOUT ROWID;
