-- parameters: @alias bigint
SELECT COUNT(*) FROM employment e WHERE e.alias_id = @alias AND e.protected = 1;
