-- parameters: @delivery bigint
DELETE FROM alias_move WHERE delivery_id = @delivery;
