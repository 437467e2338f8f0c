-- parameters: @run bigint
SELECT CAST(COALESCE(MAX(s.ordinal), 0) + 1 AS BIGINT)
FROM run_step s
WHERE s.run_id = @run;
