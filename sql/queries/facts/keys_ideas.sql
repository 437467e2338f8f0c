-- parameters: @delivery bigint
SELECT i.code
FROM idea i
WHERE i.delivery_id = @delivery
ORDER BY i.row_no;
