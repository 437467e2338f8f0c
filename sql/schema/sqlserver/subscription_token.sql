-- Links in mails that were sent: SHA-256 of the secret in the link, never the secret. They go with their subscription.
CREATE TABLE subscription_token
(
    token_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subscription_id BIGINT NOT NULL,
    purpose NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expires_utc DATETIME2(7) NULL,
    CONSTRAINT pk_subscription_token PRIMARY KEY (token_hash),
    CONSTRAINT fk_subscription_token_subscription_id FOREIGN KEY (subscription_id) REFERENCES subscription (id)
);
