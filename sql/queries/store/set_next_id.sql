-- parameters: @name nvarchar(40), @value bigint
UPDATE id_sequence SET next_value = @value WHERE name = @name;
