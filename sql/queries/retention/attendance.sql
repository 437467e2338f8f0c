-- parameters: @delivery bigint
DELETE FROM attendance WHERE delivery_id = @delivery;
