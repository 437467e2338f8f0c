-- parameters: @id bigint, @outcome nvarchar(20), @snapshot_id nvarchar(64), @message nvarchar(max), @utc datetime2(7)
UPDATE run
SET ended_utc = @utc, outcome = @outcome, snapshot_id = @snapshot_id, message = @message
WHERE id = @id;
