-- parameters: @organisation nvarchar(20), @wave nvarchar(40)
SELECT f.organisation, f.wave, f.content, f.frozen_utc
FROM wave_freeze f
WHERE f.organisation = @organisation AND f.wave = @wave;
