-- parameters: @name nvarchar(100), @token nvarchar(40), @utc datetime2(7)
UPDATE lease SET holder = '', token = '', expires_utc = @utc WHERE name = @name AND token = @token;
