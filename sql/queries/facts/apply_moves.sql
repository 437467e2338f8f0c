-- parameters: @delivery bigint
UPDATE alias
SET alias_kind_id = (SELECT m.alias_kind_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = alias.id),
    hmac = (SELECT m.hmac FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = alias.id)
WHERE alias.id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NULL);
