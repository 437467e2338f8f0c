-- parameters: @before datetime2(7)
DELETE FROM finding
WHERE EXISTS (SELECT 1 FROM delivery d WHERE d.id = finding.delivery_id AND d.received_utc < @before);
