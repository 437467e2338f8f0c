-- parameters: @alias bigint
-- The idea is the operation's; only who had it is erased.
UPDATE idea SET alias_id = NULL, unit_id = NULL WHERE alias_id = @alias;
