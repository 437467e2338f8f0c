-- parameters: @organisation nvarchar(20), @content_hash nvarchar(64), @profile nvarchar(100), @profile_version nvarchar(40), @wave nvarchar(40), @mode nvarchar(20), @as_of date
SELECT MAX(d.id)
FROM delivery d
WHERE d.organisation = @organisation AND d.content_hash = @content_hash AND d.profile = @profile
    AND d.profile_version = @profile_version AND d.wave = @wave AND d.mode = @mode AND d.status = 'InForce'
    AND (d.as_of = @as_of OR d.kind NOT IN ('Register', 'Access', 'Training', 'Attendance'));
