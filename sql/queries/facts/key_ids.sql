-- parameters: @organisation nvarchar(20)
SELECT k.kind, k.key_id
FROM alias_kind k
WHERE k.organisation = @organisation AND (k.kind = 'rad' OR EXISTS (SELECT 1 FROM alias a WHERE a.alias_kind_id = k.id))
ORDER BY k.id;
