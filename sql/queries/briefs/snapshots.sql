-- parameters: @id bigint
SELECT s.snapshot_id
FROM brief_snapshot s
WHERE s.brief_id = @id
ORDER BY s.held_utc, s.snapshot_id;
