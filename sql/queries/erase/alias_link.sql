-- parameters: @alias bigint
DELETE FROM alias_link WHERE alias_id = @alias;
