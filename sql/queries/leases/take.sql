-- parameters: @name nvarchar(100), @seen nvarchar(40), @token nvarchar(40), @holder nvarchar(max), @utc datetime2(7), @expires datetime2(7)
UPDATE lease
SET holder = @holder, token = @token, since_utc = @utc, expires_utc = @expires
WHERE name = @name AND token = @seen AND expires_utc <= @utc;
