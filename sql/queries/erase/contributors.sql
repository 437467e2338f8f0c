-- parameters: @organisation nvarchar(20)
SELECT l.wave, l.number, l.contributors
FROM wave_release l
WHERE l.organisation = @organisation
ORDER BY l.wave, l.number;
