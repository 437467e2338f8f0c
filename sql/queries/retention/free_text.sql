-- parameters: @delivery bigint
DELETE FROM free_text WHERE delivery_id = @delivery;
