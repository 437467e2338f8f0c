-- parameters: @id bigint, @subscription bigint, @occasion nvarchar(100), @message_id nvarchar(200), @snapshot_id nvarchar(64), @utc datetime2(7)
INSERT INTO sending (id, subscription_id, occasion, message_id, state, attempts, reply, snapshot_id, created_utc, due_utc, changed_utc)
VALUES (@id, @subscription, @occasion, @message_id, 'Intended', 0, '', @snapshot_id, @utc, @utc, @utc);
