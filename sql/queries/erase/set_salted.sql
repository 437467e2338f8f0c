-- parameters: @alias_kind bigint, @hmac binary(32), @mark binary(32)
UPDATE tombstone SET hmac = @mark, salted = 1 WHERE alias_kind_id = @alias_kind AND hmac = @hmac;
