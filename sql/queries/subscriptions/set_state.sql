-- parameters: @id bigint, @was nvarchar(20), @state nvarchar(20)
UPDATE subscription
SET state = @state
WHERE id = @id AND state = @was;
