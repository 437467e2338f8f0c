-- parameters: none
SELECT s.id, s.address, s.kind, s.organisation, s.unit, s.language, s.rhythm, s.day_no, s.state, s.created_by, s.created_utc, s.asked_utc, s.confirmed_utc
FROM subscription s
ORDER BY s.id;
