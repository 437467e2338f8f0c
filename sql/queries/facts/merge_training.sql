-- parameters: @delivery bigint
UPDATE training
SET alias_id = (SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = training.alias_id)
WHERE training.alias_id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL);
