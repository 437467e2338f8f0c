-- parameters: @id bigint, @utc datetime2(7)
UPDATE run SET ended_utc = @utc, outcome = 'Interrupted' WHERE id = @id AND outcome = 'Running';
