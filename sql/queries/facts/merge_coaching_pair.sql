-- parameters: @delivery bigint
UPDATE coaching_pair
SET manager_alias_id = COALESCE((SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = coaching_pair.manager_alias_id), coaching_pair.manager_alias_id),
    employee_alias_id = COALESCE((SELECT e.into_id FROM alias_move e WHERE e.delivery_id = @delivery AND e.alias_id = coaching_pair.employee_alias_id), coaching_pair.employee_alias_id)
WHERE coaching_pair.manager_alias_id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL)
    OR coaching_pair.employee_alias_id IN (SELECT e.alias_id FROM alias_move e WHERE e.delivery_id = @delivery AND e.into_id IS NOT NULL);
