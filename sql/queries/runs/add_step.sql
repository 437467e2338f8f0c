-- parameters: @run bigint, @ordinal bigint, @step nvarchar(40), @utc datetime2(7)
INSERT INTO run_step (run_id, ordinal, step, started_utc, ended_utc, outcome, result_count, message)
VALUES (@run, @ordinal, @step, @utc, NULL, 'Running', 0, '');
