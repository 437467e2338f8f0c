-- parameters: @organisation nvarchar(20)
SELECT k.kind, k.key_id, k.emptied_utc,
    (SELECT COUNT(*) FROM alias a WHERE a.alias_kind_id = k.id) AS aliases,
    (SELECT COUNT(*) FROM alias u WHERE u.alias_kind_id = k.id AND u.person_id IS NULL) AS unlinked,
    (SELECT COUNT(*) FROM tombstone t WHERE t.alias_kind_id = k.id) AS tombstones
FROM alias_kind k
WHERE k.organisation = @organisation AND k.kind <> 'rad'
ORDER BY k.kind, k.key_id;
