-- parameters: @delivery bigint
SELECT a.id, a.person_id, e.employment_number, e.unit_id, e.role_id, e.aid_letter_id, e.form, e.degree_hundredths,
    e.valid_from, e.valid_to, e.full_time_absent, e.recent_hours, e.birth_year, e.gender, e.account, e.device, e.channel,
    e.offer, e.protected, e.aid_id
FROM employment e
INNER JOIN alias a ON a.id = e.alias_id
WHERE e.delivery_id = @delivery
ORDER BY e.row_no;
