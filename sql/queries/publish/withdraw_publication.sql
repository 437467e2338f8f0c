-- parameters: @publication bigint, @reason nvarchar(max), @utc datetime2(7)
UPDATE publication
SET withdrawn_utc = @utc, withdrawn_reason = @reason
WHERE number = @publication;
