-- Links in mails that were sent: SHA-256 of the secret in the link, never the secret. They go with their subscription.
CREATE TABLE subscription_token
(
    token_hash TEXT NOT NULL,
    subscription_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    expires_utc TEXT NULL,
    CONSTRAINT pk_subscription_token PRIMARY KEY (token_hash),
    CONSTRAINT fk_subscription_token_subscription_id FOREIGN KEY (subscription_id) REFERENCES subscription (id)
) STRICT, WITHOUT ROWID;
