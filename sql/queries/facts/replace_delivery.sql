-- parameters: @id bigint, @by bigint, @utc datetime2(7)
UPDATE delivery
SET status = 'Replaced', replaced_by_id = @by, replaced_utc = @utc
WHERE id = @id;
