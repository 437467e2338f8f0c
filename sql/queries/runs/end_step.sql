-- parameters: @run bigint, @ordinal bigint, @outcome nvarchar(20), @count bigint, @message nvarchar(max), @utc datetime2(7)
UPDATE run_step
SET ended_utc = @utc, outcome = @outcome, result_count = @count, message = @message
WHERE run_id = @run AND ordinal = @ordinal;
