-- parameters: @delivery bigint
DELETE FROM it_access WHERE delivery_id = @delivery;
