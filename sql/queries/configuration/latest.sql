-- parameters: @count bigint
SELECT x.id, x.hash, x.recorded_utc
FROM (
    SELECT c.id, c.hash, c.recorded_utc, ROW_NUMBER() OVER (ORDER BY c.id DESC) AS position
    FROM configuration_change c) x
WHERE x.position <= @count
ORDER BY x.id DESC;
