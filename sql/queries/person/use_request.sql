-- parameters: @id bigint, @utc datetime2(7)
UPDATE person_request SET used_utc = @utc WHERE id = @id AND used_utc IS NULL;
