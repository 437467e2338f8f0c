-- parameters: @before datetime2(7)
DELETE FROM run_step
WHERE EXISTS (SELECT 1 FROM run r WHERE r.id = run_step.run_id AND r.started_utc < @before AND r.outcome <> 'Running');
