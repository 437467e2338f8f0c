-- parameters: @delivery bigint
UPDATE it_access
SET alias_id = (SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = it_access.alias_id)
WHERE it_access.alias_id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL);
