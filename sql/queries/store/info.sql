-- parameters: none
SELECT i.schema_version, i.synthetic
FROM store_info i
WHERE i.id = 1;
