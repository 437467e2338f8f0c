-- parameters: @organisation nvarchar(20), @wave nvarchar(40)
SELECT r.organisation, r.wave, r.number, r.content, r.contributors, r.stamp, r.reason, r.released_utc
FROM wave_release r
WHERE r.organisation = @organisation AND r.wave = @wave AND r.number = (
    SELECT MAX(x.number)
    FROM wave_release x
    WHERE x.organisation = @organisation AND x.wave = @wave AND x.withdrawn_utc IS NULL);
