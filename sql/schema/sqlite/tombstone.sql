-- Where an erased person's pseudonym was: a row no newer than erased_on does not bring the person back, a newer one does and uses the mark up
-- (used_by, once that delivery is in force). blocked = the person objected: no row ever does.
-- hmac is the pseudonym's own only in marks from before salted was 1: then it is SHA-256 over the organisation's salt and the pseudonym.
CREATE TABLE tombstone
(
    alias_kind_id INTEGER NOT NULL,
    hmac BLOB NOT NULL,
    erased_on TEXT NOT NULL,
    blocked INTEGER NOT NULL,
    used_by INTEGER NULL,
    salted INTEGER NULL,
    CONSTRAINT pk_tombstone PRIMARY KEY (alias_kind_id, hmac),
    CONSTRAINT fk_tombstone_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_tombstone_used_by FOREIGN KEY (used_by) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
