-- The import ledger: what came, from where, what it replaced and whether its rows count.
-- Rows are never changed by a later delivery: what is in force is a matter of this table alone.
-- place orders the deliveries (a correction takes the place of what it corrects); acts_as is Full or Increment.
-- destroyed_utc: its rows went under a retention rule; unlinked_utc: its answers lost their pseudonyms; unarchived_utc: its file was taken
-- out of the archive on purpose, or never put there.
CREATE TABLE delivery
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    profile TEXT NOT NULL,
    profile_version TEXT NOT NULL,
    wave TEXT NOT NULL,
    as_of TEXT NOT NULL,
    mode TEXT NOT NULL,
    corrects_id INTEGER NULL,
    acts_as TEXT NOT NULL,
    place INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    received_utc TEXT NOT NULL,
    received_by TEXT NOT NULL,
    status TEXT NOT NULL,
    rows_in INTEGER NOT NULL,
    rows_stored INTEGER NOT NULL,
    rows_quarantined INTEGER NOT NULL,
    replaces_id INTEGER NULL,
    replaced_by_id INTEGER NULL,
    in_force_utc TEXT NULL,
    replaced_utc TEXT NULL,
    rows_left_out INTEGER NULL,
    rows_added INTEGER NULL,
    rows_updated INTEGER NULL,
    rows_removed INTEGER NULL,
    destroyed_utc TEXT NULL,
    unlinked_utc TEXT NULL,
    unarchived_utc TEXT NULL,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_corrects_id FOREIGN KEY (corrects_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaces_id FOREIGN KEY (replaces_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaced_by_id FOREIGN KEY (replaced_by_id) REFERENCES delivery (id)
) STRICT;
