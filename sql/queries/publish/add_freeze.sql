-- parameters: @organisation nvarchar(20), @wave nvarchar(40), @content varbinary(max), @utc datetime2(7)
INSERT INTO wave_freeze (organisation, wave, content, frozen_utc)
SELECT @organisation, @wave, @content, @utc
WHERE NOT EXISTS (SELECT 1 FROM wave_freeze f WHERE f.organisation = @organisation AND f.wave = @wave);
