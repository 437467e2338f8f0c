-- parameters: @name nvarchar(100), @state nvarchar(max), @utc datetime2(7)
INSERT INTO pull_state (name, state, pulled_utc)
VALUES (@name, @state, @utc);
