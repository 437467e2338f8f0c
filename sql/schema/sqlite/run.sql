-- Runs of the nightly chain or a part of it; ours, so that they survive a restart.
CREATE TABLE run
(
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    trigger_name TEXT NOT NULL,
    started_utc TEXT NOT NULL,
    ended_utc TEXT NULL,
    outcome TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    message TEXT NOT NULL,
    CONSTRAINT pk_run PRIMARY KEY (id)
) STRICT;
