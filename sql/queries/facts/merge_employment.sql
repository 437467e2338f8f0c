-- parameters: @delivery bigint
UPDATE employment
SET alias_id = (SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = employment.alias_id)
WHERE employment.alias_id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL);
