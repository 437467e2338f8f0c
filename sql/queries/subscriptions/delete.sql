-- parameters: @id bigint
DELETE FROM subscription WHERE id = @id;
