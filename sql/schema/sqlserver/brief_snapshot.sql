-- Later snapshots that a brief holds for: their content is the same.
CREATE TABLE brief_snapshot
(
    brief_id BIGINT NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    held_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_brief_snapshot PRIMARY KEY (brief_id, snapshot_id),
    CONSTRAINT fk_brief_snapshot_brief_id FOREIGN KEY (brief_id) REFERENCES brief (id)
);
