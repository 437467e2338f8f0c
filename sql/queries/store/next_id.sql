-- parameters: @name nvarchar(40)
SELECT s.next_value
FROM id_sequence s
WHERE s.name = @name;
