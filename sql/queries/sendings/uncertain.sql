-- parameters: @utc datetime2(7)
UPDATE sending
SET state = 'Uncertain', changed_utc = @utc
WHERE state = 'Handing';
