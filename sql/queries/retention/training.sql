-- parameters: @delivery bigint
DELETE FROM training WHERE delivery_id = @delivery;
