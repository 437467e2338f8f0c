-- parameters: @id bigint, @utc datetime2(7)
UPDATE delivery SET destroyed_utc = @utc WHERE id = @id;
