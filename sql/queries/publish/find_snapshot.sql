-- parameters: @id nvarchar(64)
SELECT MAX(s.number)
FROM published_snapshot s
WHERE s.id = @id;
