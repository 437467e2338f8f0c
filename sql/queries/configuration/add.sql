-- parameters: @id bigint, @hash nvarchar(64), @utc datetime2(7)
INSERT INTO configuration_change (id, hash, recorded_utc)
VALUES (@id, @hash, @utc);
