-- Later snapshots that a brief holds for: their content is the same.
CREATE TABLE brief_snapshot
(
    brief_id INTEGER NOT NULL,
    snapshot_id TEXT NOT NULL,
    held_utc TEXT NOT NULL,
    CONSTRAINT pk_brief_snapshot PRIMARY KEY (brief_id, snapshot_id),
    CONSTRAINT fk_brief_snapshot_brief_id FOREIGN KEY (brief_id) REFERENCES brief (id)
) STRICT, WITHOUT ROWID;
