-- parameters: @delivery bigint
SELECT t.alias_id, a.person_id, t.day, c.value
FROM attendance t
INNER JOIN code_value c ON c.id = t.course_id
LEFT JOIN alias a ON a.id = t.alias_id
WHERE t.delivery_id = @delivery
ORDER BY t.row_no;
