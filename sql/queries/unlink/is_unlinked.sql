-- parameters: @organisation nvarchar(20), @wave nvarchar(40)
SELECT COUNT(*)
FROM delivery d
WHERE d.organisation = @organisation AND d.wave = @wave AND d.kind = 'Survey' AND d.unlinked_utc IS NOT NULL;
