-- parameters: @delivery bigint
SELECT r.role, r.role_name, r.competence, r.level, r.mandatory
FROM requirement r
WHERE r.delivery_id = @delivery
ORDER BY r.row_no;
