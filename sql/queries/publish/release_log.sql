-- parameters: @organisation nvarchar(20), @wave nvarchar(40)
SELECT r.organisation, r.wave, r.number, r.content, r.contributors, r.stamp, r.reason, r.released_utc
FROM wave_release r
WHERE r.organisation = @organisation AND r.wave = @wave
ORDER BY r.number;
