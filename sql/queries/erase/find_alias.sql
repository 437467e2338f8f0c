-- parameters: @alias_kind bigint, @hmac binary(32)
SELECT a.id, a.alias_kind_id, a.hmac, a.person_id
FROM alias a
WHERE a.alias_kind_id = @alias_kind AND a.hmac = @hmac;
