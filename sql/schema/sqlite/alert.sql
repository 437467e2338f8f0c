-- What the rules of alerts have found in published figures and records: raised once, cleared when it no longer holds.
CREATE TABLE alert
(
    id INTEGER NOT NULL,
    rule_name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    scope TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    raised_utc TEXT NOT NULL,
    cleared_utc TEXT NULL,
    CONSTRAINT pk_alert PRIMARY KEY (id)
) STRICT;
