-- parameters: @delivery bigint
UPDATE person_event
SET alias_id = (SELECT m.into_id FROM alias_move m WHERE m.delivery_id = @delivery AND m.alias_id = person_event.alias_id)
WHERE person_event.alias_id IN (
    SELECT m.alias_id FROM alias_move m
    WHERE m.delivery_id = @delivery AND m.into_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM person_event o WHERE o.audit_number = person_event.audit_number AND o.alias_id = m.into_id));
