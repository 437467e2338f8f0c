-- parameters: @alias bigint
SELECT d.id AS delivery, d.as_of, d.kind, d.file_name, d.status, d.wave, d.profile, p.row_no, p.line, p.row_key, p.answers, p.importance, p.submitted, p.complete, p.channel AS answer_channel, u.value AS unit, r.value AS role,
    p.gender, p.birth_year, p.form, p.device, COALESCE(p.flags, 0) AS flags
FROM response p
INNER JOIN delivery d ON d.id = p.delivery_id
LEFT JOIN code_value u ON u.id = p.unit_id
LEFT JOIN code_value r ON r.id = p.role_id
WHERE p.alias_id = @alias
ORDER BY p.delivery_id, p.row_no;
