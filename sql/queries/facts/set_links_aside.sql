-- parameters: @delivery bigint
INSERT INTO alias_link (delivery_id, alias_id, person_id)
SELECT @delivery, a.id, a.person_id
FROM alias a
WHERE a.linked_by = @delivery AND a.person_id IS NOT NULL;
