-- parameters: @id bigint, @was nvarchar(20), @state nvarchar(20), @attempts int, @reply nvarchar(100), @due datetime2(7), @utc datetime2(7)
UPDATE sending
SET state = @state, attempts = @attempts, reply = @reply, due_utc = @due, changed_utc = @utc
WHERE id = @id AND state = @was;
