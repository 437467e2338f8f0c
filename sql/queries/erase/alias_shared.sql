-- parameters: @alias bigint
DELETE FROM alias_shared WHERE alias_id = @alias;
