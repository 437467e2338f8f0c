-- parameters: @alias bigint
SELECT d.id AS delivery, d.as_of, d.kind, d.file_name, d.status, i.line, i.code, i.day, u.value AS unit, i.status AS idea_status, t.value AS theme, a.value AS target_area
FROM idea i
INNER JOIN delivery d ON d.id = i.delivery_id
LEFT JOIN code_value u ON u.id = i.unit_id
LEFT JOIN code_value t ON t.id = i.theme_id
LEFT JOIN code_value a ON a.id = i.target_area_id
WHERE i.alias_id = @alias
ORDER BY i.delivery_id, i.row_no;
