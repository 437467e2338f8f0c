-- What the rules of alerts have found in published figures and records: raised once, cleared when it no longer holds.
CREATE TABLE alert
(
    id BIGINT NOT NULL,
    rule_name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    scope NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    raised_utc DATETIME2(7) NOT NULL,
    cleared_utc DATETIME2(7) NULL,
    CONSTRAINT pk_alert PRIMARY KEY (id)
);
