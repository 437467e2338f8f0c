-- parameters: @id bigint, @approved_by nvarchar(200), @utc datetime2(7)
UPDATE person_request SET approved_by = @approved_by, approved_utc = @utc WHERE id = @id AND approved_utc IS NULL;
