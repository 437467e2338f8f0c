-- parameters: @kind nvarchar(20), @before date
SELECT d.id, d.organisation, d.wave
FROM delivery d
WHERE d.kind = @kind AND d.as_of < @before AND d.status <> 'Refused' AND d.destroyed_utc IS NULL
ORDER BY d.id;
