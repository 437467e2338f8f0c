-- parameters: @id bigint, @utc datetime2(7)
UPDATE delivery SET unarchived_utc = @utc WHERE id = @id;
