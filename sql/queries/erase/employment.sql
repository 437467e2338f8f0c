-- parameters: @alias bigint
DELETE FROM employment WHERE alias_id = @alias;
