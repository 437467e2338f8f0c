-- Key rotation, shared ids, erasure and kept free text.
ALTER TABLE alias_kind ADD emptied_utc DATETIME2(7) NULL;
GO
-- Working rows of a delivery while older keys are held: pseudonyms that get the current key (into_id null), and pseudonyms of one id
-- under two keys that become one (into_id is the one that stays). Empty between deliveries.
CREATE TABLE alias_move
(
    delivery_id BIGINT NOT NULL,
    alias_id BIGINT NOT NULL,
    into_id BIGINT NULL,
    alias_kind_id BIGINT NULL,
    hmac BINARY(32) NULL,
    CONSTRAINT pk_alias_move PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_move_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_move_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id)
);
GO
-- Ids that rows with different primary ids of a register have in common: while that register is or has been in force, they name nobody.
CREATE TABLE alias_shared
(
    delivery_id BIGINT NOT NULL,
    alias_id BIGINT NOT NULL,
    CONSTRAINT pk_alias_shared PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_shared_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_shared_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
GO
-- Where an erased person's pseudonym was: a row no newer than erased_on does not bring the person back, a newer one does and uses the mark up
-- (used_by, once that delivery is in force). blocked = the person objected: no row ever does.
CREATE TABLE tombstone
(
    alias_kind_id BIGINT NOT NULL,
    hmac BINARY(32) NOT NULL,
    erased_on DATE NOT NULL,
    blocked TINYINT NOT NULL,
    used_by BIGINT NULL,
    CONSTRAINT pk_tombstone PRIMARY KEY (alias_kind_id, hmac),
    CONSTRAINT fk_tombstone_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_tombstone_used_by FOREIGN KEY (used_by) REFERENCES delivery (id)
);
GO
-- Free-text answers that a profile keeps: encrypted with a key that is not in the database, never published.
CREATE TABLE free_text
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    column_name NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    CONSTRAINT pk_free_text PRIMARY KEY (delivery_id, row_no, column_name),
    CONSTRAINT fk_free_text_response FOREIGN KEY (delivery_id, row_no) REFERENCES response (delivery_id, row_no)
);
