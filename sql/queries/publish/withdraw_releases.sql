-- parameters: @publication bigint, @utc datetime2(7)
UPDATE wave_release
SET withdrawn_utc = @utc
WHERE publication_number = @publication AND withdrawn_utc IS NULL;
