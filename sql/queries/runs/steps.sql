-- parameters: @run bigint
SELECT s.run_id, s.ordinal, s.step, s.started_utc, s.ended_utc, s.outcome, s.result_count, s.message
FROM run_step s
WHERE s.run_id = @run
ORDER BY s.ordinal;
