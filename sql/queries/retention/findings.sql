-- parameters: @delivery bigint
UPDATE finding SET line = 0, found = '' WHERE delivery_id = @delivery AND severity <> 'File';
