-- parameters: @run bigint
SELECT COALESCE(MAX(s.ordinal), 0) + 1
FROM run_step s
WHERE s.run_id = @run;
