-- parameters: @alias bigint
DELETE FROM coaching_pair WHERE manager_alias_id = @alias OR employee_alias_id = @alias;
