-- parameters: @organisation nvarchar(20)
SELECT k.id, k.kind, k.key_id
FROM alias_kind k
WHERE k.organisation = @organisation
ORDER BY k.id;
