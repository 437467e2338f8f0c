-- parameters: @name nvarchar(100), @state nvarchar(max), @utc datetime2(7)
UPDATE pull_state SET state = @state, pulled_utc = @utc WHERE name = @name;
