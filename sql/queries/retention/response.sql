-- parameters: @delivery bigint
DELETE FROM response WHERE delivery_id = @delivery;
