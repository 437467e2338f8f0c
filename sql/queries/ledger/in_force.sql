-- parameters: none
-- The newest of each organisation and kind, by the day that it describes, and how many count beside it.
SELECT x.id, x.organisation, x.kind, x.source, x.profile, x.profile_version, x.wave, x.as_of, x.mode, x.corrects_id,
    x.file_name, x.file_size, x.content_hash, x.received_utc, x.received_by, x.status, x.rows_in, x.rows_stored,
    x.rows_quarantined, x.rows_left_out, x.rows_added, x.rows_updated, x.rows_removed,
    x.destroyed_utc, x.unlinked_utc, x.unarchived_utc, x.replaces_id, x.replaced_by_id, x.counted
FROM (
    SELECT d.id, d.organisation, d.kind, d.source, d.profile, d.profile_version, d.wave, d.as_of, d.mode, d.corrects_id,
    d.file_name, d.file_size, d.content_hash, d.received_utc, d.received_by, d.status, d.rows_in, d.rows_stored,
    d.rows_quarantined, d.rows_left_out, d.rows_added, d.rows_updated, d.rows_removed,
    d.destroyed_utc, d.unlinked_utc, d.unarchived_utc, d.replaces_id, d.replaced_by_id,
        COUNT(*) OVER (PARTITION BY d.organisation, d.kind) AS counted,
        ROW_NUMBER() OVER (PARTITION BY d.organisation, d.kind ORDER BY d.as_of DESC, d.place DESC, d.id DESC) AS position
    FROM delivery d
    WHERE d.status = 'InForce') x
WHERE x.position = 1
ORDER BY x.organisation, x.kind;
