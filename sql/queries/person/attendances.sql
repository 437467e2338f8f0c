-- parameters: @alias bigint
SELECT d.id AS delivery, d.as_of, d.kind, d.file_name, d.status, t.line, c.value AS course, (SELECT MAX(k.name) FROM course k WHERE k.code = c.value) AS course_name, t.day, t.hours_hundredths, t.present
FROM attendance t
INNER JOIN delivery d ON d.id = t.delivery_id
INNER JOIN code_value c ON c.id = t.course_id
WHERE t.alias_id = @alias
ORDER BY t.delivery_id, t.row_no;
