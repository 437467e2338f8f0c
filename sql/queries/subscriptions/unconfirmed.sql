-- parameters: @before datetime2(7)
SELECT s.id
FROM subscription s
WHERE s.state = 'Waiting' AND s.asked_utc < @before
ORDER BY s.id;
