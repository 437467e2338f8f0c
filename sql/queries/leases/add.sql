-- parameters: @name nvarchar(100), @utc datetime2(7)
INSERT INTO lease (name, holder, token, since_utc, expires_utc)
SELECT @name, '', '', @utc, @utc
WHERE NOT EXISTS (SELECT 1 FROM lease l WHERE l.name = @name);
