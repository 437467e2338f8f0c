-- parameters: @kind nvarchar(40), @organisation nvarchar(20), @unit nvarchar(300), @language nvarchar(10), @snapshot_id nvarchar(64)
SELECT b.id, b.kind, b.organisation, b.unit, b.language, b.snapshot_id, b.data_date, b.sha256, b.size, b.created_utc,
    (SELECT MAX(h.held_utc) FROM brief_snapshot h WHERE h.brief_id = b.id) AS last_held_utc
FROM brief b
WHERE b.kind = @kind AND b.organisation = @organisation AND b.unit = @unit AND b.language = @language
    AND (b.snapshot_id = @snapshot_id OR EXISTS (SELECT 1 FROM brief_snapshot s WHERE s.brief_id = b.id AND s.snapshot_id = @snapshot_id))
ORDER BY b.id DESC;
