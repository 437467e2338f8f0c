-- parameters: @delivery bigint
SELECT a.person_id, e.employment_number, e.unit_id, e.role_id, e.gender, e.birth_year
FROM employment e
INNER JOIN alias a ON a.id = e.alias_id
WHERE e.delivery_id = @delivery
ORDER BY e.row_no;
