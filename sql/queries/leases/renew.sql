-- parameters: @name nvarchar(100), @token nvarchar(40), @expires datetime2(7)
UPDATE lease SET expires_utc = @expires WHERE name = @name AND token = @token;
