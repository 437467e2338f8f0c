-- parameters: @kind nvarchar(40), @organisation nvarchar(20), @language nvarchar(10)
SELECT b.id, b.kind, b.organisation, b.language, b.snapshot_id, b.data_date, b.sha256, b.size, b.created_utc
FROM brief b
WHERE b.id = (
    SELECT MAX(x.id)
    FROM brief x
    WHERE x.kind = @kind AND x.organisation = @organisation AND x.language = @language);
