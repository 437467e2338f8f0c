-- parameters: @alias bigint
SELECT r.delivery_id FROM response r WHERE r.alias_id = @alias
UNION
SELECT e.delivery_id FROM employment e WHERE e.alias_id = @alias
UNION
SELECT t.delivery_id FROM training t WHERE t.alias_id = @alias
UNION
SELECT p.delivery_id FROM attendance p WHERE p.alias_id = @alias
UNION
SELECT c.delivery_id FROM coaching_pair c WHERE c.manager_alias_id = @alias OR c.employee_alias_id = @alias
UNION
SELECT i.delivery_id FROM idea i WHERE i.alias_id = @alias
UNION
SELECT x.delivery_id FROM it_access x WHERE x.alias_id = @alias;
