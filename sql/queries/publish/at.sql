-- parameters: @utc datetime2(7)
SELECT s.id
FROM publication p
INNER JOIN published_snapshot s ON s.number = p.snapshot_number
WHERE p.number = (
    SELECT MAX(q.number)
    FROM publication q
    WHERE q.published_utc <= @utc AND (q.withdrawn_utc IS NULL OR q.withdrawn_utc > @utc));
