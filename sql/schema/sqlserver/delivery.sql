-- The import ledger: what came, from where, what it replaced and whether its rows count.
-- Rows are never changed by a later delivery: what is in force is a matter of this table alone.
-- place orders the deliveries (a correction takes the place of what it corrects); acts_as is Full or Increment.
-- destroyed_utc: its rows went under a retention rule; unlinked_utc: its answers lost their pseudonyms; unarchived_utc: its file was taken
-- out of the archive on purpose, or never put there.
CREATE TABLE delivery
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    source NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    profile NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    profile_version NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of DATE NOT NULL,
    mode NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    corrects_id BIGINT NULL,
    acts_as NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    place BIGINT NOT NULL,
    file_name NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    file_size BIGINT NOT NULL,
    content_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    received_utc DATETIME2(7) NOT NULL,
    received_by NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rows_in BIGINT NOT NULL,
    rows_stored BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL,
    replaces_id BIGINT NULL,
    replaced_by_id BIGINT NULL,
    in_force_utc DATETIME2(7) NULL,
    replaced_utc DATETIME2(7) NULL,
    rows_left_out BIGINT NULL,
    rows_added BIGINT NULL,
    rows_updated BIGINT NULL,
    rows_removed BIGINT NULL,
    destroyed_utc DATETIME2(7) NULL,
    unlinked_utc DATETIME2(7) NULL,
    unarchived_utc DATETIME2(7) NULL,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_corrects_id FOREIGN KEY (corrects_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaces_id FOREIGN KEY (replaces_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaced_by_id FOREIGN KEY (replaced_by_id) REFERENCES delivery (id)
);
