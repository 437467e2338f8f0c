-- parameters: @delivery bigint
UPDATE alias SET person_id = NULL, linked_by = NULL
WHERE alias.id IN (SELECT s.alias_id FROM alias_shared s WHERE s.delivery_id = @delivery);
