-- parameters: @organisation nvarchar(20)
SELECT b.id, b.kind, b.organisation, b.language, b.snapshot_id, b.data_date, b.sha256, b.size, b.created_utc
FROM brief b
WHERE b.organisation = @organisation
ORDER BY b.id DESC;
