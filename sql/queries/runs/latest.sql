-- parameters: @count bigint
SELECT x.id, x.kind, x.trigger_name, x.started_utc, x.ended_utc, x.outcome, x.snapshot_id, x.message
FROM (
    SELECT r.id, r.kind, r.trigger_name, r.started_utc, r.ended_utc, r.outcome, r.snapshot_id, r.message,
        ROW_NUMBER() OVER (ORDER BY r.id DESC) AS position
    FROM run r) x
WHERE x.position <= @count
ORDER BY x.id DESC;
