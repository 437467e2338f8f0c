-- parameters: @delivery bigint
DELETE FROM employment WHERE delivery_id = @delivery;
