-- parameters: @id nvarchar(64)
SELECT COUNT(*) AS withdrawn
FROM publication p
INNER JOIN published_snapshot s ON s.number = p.snapshot_number
WHERE s.id = @id AND p.withdrawn_utc IS NOT NULL AND NOT EXISTS (
    SELECT 1
    FROM publication q
    WHERE q.snapshot_number = p.snapshot_number AND q.number > p.number);
