-- parameters: @delivery bigint
UPDATE idea
SET alias_id = (SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = idea.alias_id)
WHERE idea.alias_id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL);
