-- parameters: @before bigint, @count bigint
SELECT o.number, o.at_utc, o.actor, o.action, o.organisation, o.reference, o.message, o.hash
FROM (
    SELECT e.number, e.at_utc, e.actor, e.action, e.organisation, e.reference, e.message, e.hash, ROW_NUMBER() OVER (ORDER BY e.number DESC) AS place
    FROM audit_entry e
    WHERE e.number < @before
) o
WHERE o.place <= @count
ORDER BY o.number DESC;
