-- parameters: @id bigint, @utc datetime2(7)
UPDATE delivery SET unlinked_utc = @utc, unarchived_utc = @utc WHERE id = @id;
