-- parameters: @delivery bigint
SELECT r.row_key FROM response r WHERE r.delivery_id = @delivery;
