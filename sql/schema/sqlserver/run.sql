-- Runs of the nightly chain or a part of it; ours, so that they survive a restart.
CREATE TABLE run
(
    id BIGINT NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    trigger_name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_utc DATETIME2(7) NOT NULL,
    ended_utc DATETIME2(7) NULL,
    outcome NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_run PRIMARY KEY (id)
);
