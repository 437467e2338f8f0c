-- parameters: @alias bigint
SELECT k.kind, k.key_id, a.person_id
FROM alias a
INNER JOIN alias_kind k ON k.id = a.alias_kind_id
WHERE a.id = @alias;
