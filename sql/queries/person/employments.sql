-- parameters: @alias bigint
SELECT d.id AS delivery, d.as_of, d.kind, d.file_name, d.status, e.line, e.employment_number, u.value AS unit, r.value AS role, a.value AS aid, v.value AS aid_version, l.value AS aid_letter,
    e.form, e.degree_hundredths, e.valid_from, e.valid_to, e.full_time_absent, e.recent_hours, e.birth_year, e.gender, e.account, e.device,
    e.channel, e.offer, e.protected
FROM employment e
INNER JOIN delivery d ON d.id = e.delivery_id
LEFT JOIN code_value u ON u.id = e.unit_id
LEFT JOIN code_value r ON r.id = e.role_id
LEFT JOIN code_value a ON a.id = e.aid_id
LEFT JOIN code_value v ON v.id = e.aid_version_id
LEFT JOIN code_value l ON l.id = e.aid_letter_id
WHERE e.alias_id = @alias
ORDER BY e.delivery_id, e.row_no;
