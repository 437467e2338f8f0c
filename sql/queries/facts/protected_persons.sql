-- parameters: @organisation nvarchar(20)
SELECT DISTINCT a.person_id
FROM delivery d
INNER JOIN employment e ON e.delivery_id = d.id
INNER JOIN alias a ON a.id = e.alias_id
WHERE d.organisation = @organisation AND d.kind = 'Register' AND d.status = 'InForce' AND e.protected = 1 AND a.person_id IS NOT NULL;
