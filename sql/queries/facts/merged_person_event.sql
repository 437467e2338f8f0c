-- parameters: @delivery bigint
DELETE FROM person_event
WHERE person_event.alias_id IN (SELECT m.alias_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL);
