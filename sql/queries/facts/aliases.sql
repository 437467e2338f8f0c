-- parameters: @alias_kind bigint
SELECT a.id, a.hmac, a.person_id
FROM alias a
WHERE a.alias_kind_id = @alias_kind;
