-- parameters: none
SELECT d.id, d.organisation, d.kind, d.source, d.profile, d.profile_version, d.wave, d.as_of, d.mode, d.corrects_id,
    d.file_name, d.file_size, d.content_hash, d.received_utc, d.received_by, d.status, d.rows_in, d.rows_stored,
    d.rows_quarantined, d.rows_left_out, d.rows_added, d.rows_updated, d.rows_removed,
    d.destroyed_utc, d.unlinked_utc, d.unarchived_utc, d.replaces_id, d.replaced_by_id
FROM delivery d
WHERE d.status = 'Waiting'
ORDER BY d.id;
