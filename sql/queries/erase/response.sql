-- parameters: @alias bigint
DELETE FROM response WHERE alias_id = @alias;
