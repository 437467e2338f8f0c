-- parameters: @organisation nvarchar(20)
SELECT d.id, d.kind, d.source, d.profile, d.profile_version, d.wave, d.as_of, d.mode, d.acts_as, d.place, d.content_hash, d.rows_stored, d.status, d.in_force_utc, d.replaced_utc, d.destroyed_utc, d.unlinked_utc
FROM delivery d
WHERE d.organisation = @organisation AND d.status <> 'Refused'
ORDER BY d.place, d.id;
