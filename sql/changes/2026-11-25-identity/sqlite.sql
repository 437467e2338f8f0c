-- Key rotation, shared ids, erasure and kept free text.
ALTER TABLE alias_kind ADD COLUMN emptied_utc TEXT NULL;
GO
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
GO
-- Ids that rows with different primary ids of a register have in common: while that register is or has been in force, they name nobody.
CREATE TABLE alias_shared
(
    delivery_id INTEGER NOT NULL,
    alias_id INTEGER NOT NULL,
    CONSTRAINT pk_alias_shared PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_shared_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_shared_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
) STRICT, WITHOUT ROWID;
GO
-- Where an erased person's pseudonym was: a row no newer than erased_on does not bring the person back, a newer one does and uses the mark up
-- (used_by, once that delivery is in force). blocked = the person objected: no row ever does.
CREATE TABLE tombstone
(
    alias_kind_id INTEGER NOT NULL,
    hmac BLOB NOT NULL,
    erased_on TEXT NOT NULL,
    blocked INTEGER NOT NULL,
    used_by INTEGER NULL,
    CONSTRAINT pk_tombstone PRIMARY KEY (alias_kind_id, hmac),
    CONSTRAINT fk_tombstone_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_tombstone_used_by FOREIGN KEY (used_by) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
GO
-- Free-text answers that a profile keeps: encrypted with a key that is not in the database, never published.
CREATE TABLE free_text
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_free_text PRIMARY KEY (delivery_id, row_no, column_name),
    CONSTRAINT fk_free_text_response FOREIGN KEY (delivery_id, row_no) REFERENCES response (delivery_id, row_no)
) STRICT, WITHOUT ROWID;
