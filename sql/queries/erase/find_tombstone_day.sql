-- parameters: @alias_kind bigint, @hmac binary(32)
SELECT t.erased_on
FROM tombstone t
WHERE t.alias_kind_id = @alias_kind AND t.hmac = @hmac;
