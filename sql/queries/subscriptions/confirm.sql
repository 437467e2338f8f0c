-- parameters: @id bigint, @utc datetime2(7)
UPDATE subscription
SET state = 'Active', confirmed_utc = @utc
WHERE id = @id AND state = 'Waiting';
