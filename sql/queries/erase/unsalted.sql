-- parameters: @organisation nvarchar(20)
SELECT t.alias_kind_id, t.hmac
FROM tombstone t
INNER JOIN alias_kind k ON k.id = t.alias_kind_id
WHERE k.organisation = @organisation AND t.salted IS NULL;
