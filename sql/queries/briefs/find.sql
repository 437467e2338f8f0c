-- parameters: @id bigint
SELECT b.id, b.kind, b.organisation, b.unit, b.language, b.snapshot_id, b.data_date, b.sha256, b.size, b.created_utc,
    (SELECT MAX(h.held_utc) FROM brief_snapshot h WHERE h.brief_id = b.id) AS last_held_utc
FROM brief b
WHERE b.id = @id;
