-- parameters: @id bigint, @utc datetime2(7)
UPDATE subscription
SET asked_utc = @utc
WHERE id = @id AND state = 'Waiting';
