-- parameters: @token_hash nvarchar(64), @purpose nvarchar(20), @utc datetime2(7)
SELECT s.id, s.address, s.kind, s.organisation, s.unit, s.language, s.rhythm, s.day_no, s.state, s.created_by, s.created_utc, s.asked_utc, s.confirmed_utc
FROM subscription s
INNER JOIN subscription_token t ON t.subscription_id = s.id
WHERE t.token_hash = @token_hash AND t.purpose = @purpose AND (t.expires_utc IS NULL OR t.expires_utc > @utc);
