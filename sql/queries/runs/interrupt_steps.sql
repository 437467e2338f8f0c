-- parameters: @run bigint, @utc datetime2(7)
UPDATE run_step SET ended_utc = @utc, outcome = 'Interrupted' WHERE run_id = @run AND outcome = 'Running';
