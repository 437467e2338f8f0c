-- parameters: @id bigint
SELECT b.text_content
FROM brief b
WHERE b.id = @id;
