-- parameters: @delivery bigint
SELECT p.manager_alias_id, m.person_id AS manager_person_id, p.employee_alias_id, e.person_id AS employee_person_id, p.theme_id, p.valid_from, p.valid_to, p.direction
FROM coaching_pair p
LEFT JOIN alias m ON m.id = p.manager_alias_id
LEFT JOIN alias e ON e.id = p.employee_alias_id
WHERE p.delivery_id = @delivery
ORDER BY p.row_no;
