-- parameters: @id bigint
SELECT b.content
FROM brief b
WHERE b.id = @id;
