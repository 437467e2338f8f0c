-- parameters: @alias bigint
DELETE FROM training WHERE alias_id = @alias;
