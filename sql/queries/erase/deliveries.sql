-- parameters: @alias bigint
SELECT r.delivery_id FROM response r WHERE r.alias_id = @alias
UNION
SELECT e.delivery_id FROM employment e WHERE e.alias_id = @alias
UNION
SELECT t.delivery_id FROM training t WHERE t.alias_id = @alias;
