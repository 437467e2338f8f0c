-- parameters: @name nvarchar(40), @count bigint
UPDATE id_sequence SET next_value = next_value + @count WHERE name = @name;
