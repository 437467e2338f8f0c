-- parameters: @name nvarchar(40)
INSERT INTO id_sequence (name, next_value)
SELECT @name, 1
WHERE NOT EXISTS (SELECT 1 FROM id_sequence s WHERE s.name = @name);
