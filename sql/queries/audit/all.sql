-- parameters: none
SELECT e.number, e.at_utc, e.actor, e.action, e.organisation, e.reference, e.message, e.hash
FROM audit_entry e
ORDER BY e.number;
