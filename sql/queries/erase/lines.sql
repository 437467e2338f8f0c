-- parameters: @alias bigint
SELECT r.delivery_id AS delivery, r.line FROM response r WHERE r.alias_id = @alias
UNION
SELECT e.delivery_id, e.line FROM employment e WHERE e.alias_id = @alias
UNION
SELECT t.delivery_id, t.line FROM training t WHERE t.alias_id = @alias
UNION
SELECT p.delivery_id, p.line FROM attendance p WHERE p.alias_id = @alias
UNION
SELECT c.delivery_id, c.line FROM coaching_pair c WHERE c.manager_alias_id = @alias OR c.employee_alias_id = @alias
UNION
SELECT i.delivery_id, i.line FROM idea i WHERE i.alias_id = @alias
UNION
SELECT x.delivery_id, x.line FROM it_access x WHERE x.alias_id = @alias;
