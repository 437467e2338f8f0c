-- parameters: @id bigint, @snapshot_id nvarchar(64), @utc datetime2(7)
INSERT INTO brief_snapshot (brief_id, snapshot_id, held_utc)
VALUES (@id, @snapshot_id, @utc);
