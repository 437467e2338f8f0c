-- parameters: @delivery bigint
DELETE FROM idea WHERE delivery_id = @delivery;
