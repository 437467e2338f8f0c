-- Mails that were to be sent, written down before anything leaves: one for each subscription and occasion. Without the address; of a
-- subscription that has ended the number alone is left. state Handing at a start is a mail that was on its way when the program died.
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
