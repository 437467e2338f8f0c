-- parameters: none
SELECT c.id, c.value
FROM code_value c
ORDER BY c.id;
