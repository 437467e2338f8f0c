-- parameters: @name nvarchar(100)
SELECT p.name, p.state, p.pulled_utc
FROM pull_state p
WHERE p.name = @name;
