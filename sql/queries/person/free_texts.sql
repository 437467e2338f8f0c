-- parameters: @delivery bigint, @row bigint
SELECT f.column_name, f.content
FROM free_text f
WHERE f.delivery_id = @delivery AND f.row_no = @row
ORDER BY f.column_name;
