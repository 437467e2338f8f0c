-- parameters: @id nvarchar(64)
SELECT s.content
FROM published_snapshot s
WHERE s.id = @id;
