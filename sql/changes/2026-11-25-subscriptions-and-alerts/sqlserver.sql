-- Briefs by mail: who gets them, the links in mails, what was sent; and alerts.
CREATE TABLE subscription
(
    id BIGINT NOT NULL,
    address NVARCHAR(254) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    unit NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    language NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rhythm NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    day_no INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    asked_utc DATETIME2(7) NOT NULL,
    confirmed_utc DATETIME2(7) NULL,
    CONSTRAINT pk_subscription PRIMARY KEY (id),
    CONSTRAINT uq_subscription UNIQUE (address, kind, organisation, unit, language, rhythm)
);

CREATE TABLE subscription_token
(
    token_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subscription_id BIGINT NOT NULL,
    purpose NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expires_utc DATETIME2(7) NULL,
    CONSTRAINT pk_subscription_token PRIMARY KEY (token_hash),
    CONSTRAINT fk_subscription_token_subscription_id FOREIGN KEY (subscription_id) REFERENCES subscription (id)
);

CREATE TABLE sending
(
    id BIGINT NOT NULL,
    subscription_id BIGINT NOT NULL,
    occasion NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    attempts INT NOT NULL,
    reply NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    due_utc DATETIME2(7) NOT NULL,
    changed_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_sending PRIMARY KEY (id),
    CONSTRAINT uq_sending UNIQUE (subscription_id, occasion),
    CONSTRAINT uq_sending_message_id UNIQUE (message_id)
);

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
