-- parameters: @alias bigint
SELECT e.number, e.at_utc, e.actor, e.action, e.organisation, e.reference, e.message, e.hash
FROM person_event p
INNER JOIN audit_entry e ON e.number = p.audit_number
WHERE p.alias_id = @alias
ORDER BY e.number;
