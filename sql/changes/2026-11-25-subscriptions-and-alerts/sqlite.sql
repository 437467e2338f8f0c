-- Briefs by mail: who gets them, the links in mails, what was sent; and alerts.
CREATE TABLE subscription
(
    id INTEGER NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    unit TEXT NOT NULL,
    language TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    day_no INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_utc TEXT NOT NULL,
    asked_utc TEXT NOT NULL,
    confirmed_utc TEXT NULL,
    CONSTRAINT pk_subscription PRIMARY KEY (id),
    CONSTRAINT uq_subscription UNIQUE (address, kind, organisation, unit, language, rhythm)
) STRICT;

CREATE TABLE subscription_token
(
    token_hash TEXT NOT NULL,
    subscription_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    expires_utc TEXT NULL,
    CONSTRAINT pk_subscription_token PRIMARY KEY (token_hash),
    CONSTRAINT fk_subscription_token_subscription_id FOREIGN KEY (subscription_id) REFERENCES subscription (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sending
(
    id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    occasion TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    reply TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    created_utc TEXT NOT NULL,
    due_utc TEXT NOT NULL,
    changed_utc TEXT NOT NULL,
    CONSTRAINT pk_sending PRIMARY KEY (id),
    CONSTRAINT uq_sending UNIQUE (subscription_id, occasion),
    CONSTRAINT uq_sending_message_id UNIQUE (message_id)
) STRICT;

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
