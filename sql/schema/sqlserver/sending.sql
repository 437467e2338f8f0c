-- Mails that were to be sent, written down before anything leaves: one for each subscription and occasion. Without the address; of a
-- subscription that has ended the number alone is left. state Handing at a start is a mail that was on its way when the program died.
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
