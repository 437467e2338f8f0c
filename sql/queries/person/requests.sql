-- parameters: @organisation nvarchar(20)
SELECT q.id, q.organisation, q.salt, q.mark, q.reference, q.requested_by, q.requested_utc, q.approved_by, q.approved_utc, q.used_utc
FROM person_request q
WHERE q.organisation = @organisation AND q.used_utc IS NULL
ORDER BY q.id;
