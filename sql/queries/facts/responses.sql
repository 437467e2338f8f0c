-- parameters: @delivery bigint
SELECT r.row_key, a.person_id, r.answers, r.importance, r.submitted, r.complete, r.channel, r.unit_id, r.role_id,
    r.gender, r.birth_year, r.form, r.device, COALESCE(r.flags, 0) AS flags
FROM response r
LEFT JOIN alias a ON a.id = r.alias_id
WHERE r.delivery_id = @delivery
ORDER BY r.row_no;
