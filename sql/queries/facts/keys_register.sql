-- parameters: @delivery bigint
SELECT a.id, a.person_id, e.employment_number
FROM employment e
INNER JOIN alias a ON a.id = e.alias_id
WHERE e.delivery_id = @delivery
ORDER BY e.row_no;
