-- parameters: @name nvarchar(200), @version bigint, @utc datetime2(7)
INSERT INTO schema_change (name, version, applied_utc)
VALUES (@name, @version, @utc);
