-- parameters: @delivery bigint
DELETE FROM coaching_pair WHERE delivery_id = @delivery;
