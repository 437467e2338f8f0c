-- parameters: @token_hash nvarchar(64), @id bigint, @purpose nvarchar(20), @expires datetime2(7)
INSERT INTO subscription_token (token_hash, subscription_id, purpose, expires_utc)
SELECT @token_hash, s.id, @purpose, @expires
FROM subscription s
WHERE s.id = @id;
