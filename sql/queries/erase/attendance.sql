-- parameters: @alias bigint
DELETE FROM attendance WHERE alias_id = @alias;
