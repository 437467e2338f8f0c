-- parameters: @delivery bigint
UPDATE alias_link
SET alias_id = (SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = alias_link.alias_id)
WHERE alias_link.alias_id IN (
    SELECT m.alias_id FROM alias_move m
    WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM alias_link o WHERE o.delivery_id = alias_link.delivery_id AND o.alias_id = m.into_id));
