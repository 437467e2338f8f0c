-- parameters: @organisation nvarchar(20), @wave nvarchar(40)
SELECT d.id
FROM delivery d
WHERE d.organisation = @organisation AND d.wave = @wave AND d.kind = 'Survey' AND d.status <> 'Refused'
ORDER BY d.id;
