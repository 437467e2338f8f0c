-- parameters: @id bigint, @utc datetime2(7)
UPDATE alert
SET cleared_utc = @utc
WHERE id = @id AND cleared_utc IS NULL;
