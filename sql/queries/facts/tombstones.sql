-- parameters: @organisation nvarchar(20)
SELECT t.alias_kind_id, t.hmac, t.erased_on, t.blocked
FROM tombstone t
INNER JOIN alias_kind k ON k.id = t.alias_kind_id
LEFT JOIN delivery d ON d.id = t.used_by
WHERE k.organisation = @organisation AND (t.blocked = 1 OR t.used_by IS NULL OR d.in_force_utc IS NULL);
