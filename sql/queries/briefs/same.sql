-- parameters: @kind nvarchar(40), @organisation nvarchar(20), @language nvarchar(10), @snapshot_id nvarchar(64)
SELECT b.id, b.kind, b.organisation, b.language, b.snapshot_id, b.data_date, b.sha256, b.size, b.created_utc
FROM brief b
WHERE b.kind = @kind AND b.organisation = @organisation AND b.language = @language AND b.snapshot_id = @snapshot_id;
