-- parameters: @publication bigint
SELECT p.number, s.id
FROM publication p
INNER JOIN published_snapshot s ON s.number = p.snapshot_number
WHERE p.number = (
    SELECT MAX(q.number)
    FROM publication q
    WHERE q.number < @publication AND q.withdrawn_utc IS NULL);
