-- parameters: @delivery bigint
SELECT f.rule_code, f.severity, f.line, f.column_name, f.found, f.expected, f.occurrences, COALESCE(f.sheet_name, '') AS sheet_name
FROM finding f
WHERE f.delivery_id = @delivery
ORDER BY f.line, f.ordinal;
