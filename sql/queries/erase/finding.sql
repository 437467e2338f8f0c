-- parameters: @delivery bigint, @line bigint
-- That something was found is told still; where and what was somebody's.
UPDATE finding SET line = 0, found = '' WHERE delivery_id = @delivery AND line = @line;
