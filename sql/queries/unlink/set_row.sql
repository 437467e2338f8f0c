-- parameters: @delivery bigint, @row bigint, @row_key bigint
UPDATE response
SET alias_id = NULL, row_key = @row_key, submitted = 0, line = 0
WHERE delivery_id = @delivery AND row_no = @row;
