-- parameters: @organisation nvarchar(20)
SELECT COUNT(*)
FROM tombstone t
INNER JOIN alias_kind k ON k.id = t.alias_kind_id
WHERE k.organisation = @organisation;
