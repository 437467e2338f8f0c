-- parameters: @delivery bigint
UPDATE alias
SET person_id = (SELECT l.person_id FROM alias_link l WHERE l.delivery_id = @delivery AND l.alias_id = alias.id),
    linked_by = @delivery
WHERE alias.person_id IS NULL AND alias.id IN (SELECT l.alias_id FROM alias_link l WHERE l.delivery_id = @delivery)
    AND alias.id NOT IN (SELECT s.alias_id FROM alias_shared s);
