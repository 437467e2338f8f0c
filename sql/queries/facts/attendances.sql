-- parameters: @delivery bigint
SELECT t.alias_id, a.person_id, t.course_id, t.day, t.hours_hundredths, t.present
FROM attendance t
LEFT JOIN alias a ON a.id = t.alias_id
WHERE t.delivery_id = @delivery
ORDER BY t.row_no;
