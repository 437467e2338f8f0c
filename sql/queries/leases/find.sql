-- parameters: @name nvarchar(100)
SELECT l.holder, l.token, l.since_utc, l.expires_utc
FROM lease l
WHERE l.name = @name;
