-- parameters: @subscription bigint, @utc datetime2(7)
UPDATE sending
SET state = 'Cancelled', changed_utc = @utc
WHERE subscription_id = @subscription AND state = 'Intended';
