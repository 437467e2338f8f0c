-- parameters: @id bigint, @status nvarchar(20), @rows_in bigint, @rows_stored bigint, @rows_quarantined bigint, @rows_left_out bigint, @rows_added bigint, @rows_updated bigint, @rows_removed bigint, @replaces_id bigint, @in_force_utc datetime2(7)
UPDATE delivery
SET status = @status, rows_in = @rows_in, rows_stored = @rows_stored, rows_quarantined = @rows_quarantined,
    rows_left_out = @rows_left_out, rows_added = @rows_added, rows_updated = @rows_updated, rows_removed = @rows_removed,
    replaces_id = @replaces_id, in_force_utc = @in_force_utc
WHERE id = @id;
