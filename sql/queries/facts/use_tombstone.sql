-- parameters: @alias_kind bigint, @hmac binary(32), @delivery bigint
UPDATE tombstone SET used_by = @delivery WHERE alias_kind_id = @alias_kind AND hmac = @hmac;
