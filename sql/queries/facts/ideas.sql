-- parameters: @delivery bigint
SELECT i.code, a.person_id, i.day, i.unit_id, i.status, i.theme_id, i.target_area_id
FROM idea i
LEFT JOIN alias a ON a.id = i.alias_id
WHERE i.delivery_id = @delivery
ORDER BY i.row_no;
