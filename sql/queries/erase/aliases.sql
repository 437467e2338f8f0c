-- parameters: @person bigint
SELECT a.id, a.alias_kind_id, a.hmac, a.person_id
FROM alias a
WHERE a.person_id = @person
ORDER BY a.id;
