-- parameters: none
SELECT c.name
FROM schema_change c
ORDER BY c.name;
