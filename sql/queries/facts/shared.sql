-- parameters: @organisation nvarchar(20)
SELECT s.alias_id
FROM alias_shared s
INNER JOIN delivery d ON d.id = s.delivery_id
WHERE d.organisation = @organisation AND d.in_force_utc IS NOT NULL;
