-- parameters: none
SELECT r.id, r.kind, r.trigger_name, r.started_utc, r.ended_utc, r.outcome, r.snapshot_id, r.message
FROM run r
WHERE r.outcome = 'Running'
ORDER BY r.id;
