-- parameters: @alias_kind bigint, @hmac binary(32)
DELETE FROM tombstone WHERE alias_kind_id = @alias_kind AND hmac = @hmac;
