-- parameters: @organisation nvarchar(20), @wave nvarchar(40), @number bigint, @content varbinary(max), @contributors varbinary(max), @stamp nvarchar(64), @reason nvarchar(max), @released_utc datetime2(7), @publication bigint
INSERT INTO wave_release (organisation, wave, number, content, contributors, stamp, reason, released_utc, publication_number)
VALUES (@organisation, @wave, @number, @content, @contributors, @stamp, @reason, @released_utc, @publication);
