-- parameters: @alias bigint
-- The other person of a pair is somebody else's data.
SELECT d.id AS delivery, d.as_of, d.kind, d.file_name, d.status, c.line, CASE WHEN c.manager_alias_id = @alias THEN 1 ELSE 0 END AS as_manager, t.value AS theme, c.valid_from, c.valid_to, c.direction
FROM coaching_pair c
INNER JOIN delivery d ON d.id = c.delivery_id
LEFT JOIN code_value t ON t.id = c.theme_id
WHERE c.manager_alias_id = @alias OR c.employee_alias_id = @alias
ORDER BY c.delivery_id, c.row_no;
