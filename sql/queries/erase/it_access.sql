-- parameters: @alias bigint
DELETE FROM it_access WHERE alias_id = @alias;
