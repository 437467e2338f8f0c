-- parameters: @before datetime2(7)
DELETE FROM run WHERE started_utc < @before AND outcome <> 'Running';
