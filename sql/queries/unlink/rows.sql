-- parameters: @delivery bigint
SELECT r.row_no
FROM response r
WHERE r.delivery_id = @delivery
ORDER BY r.row_no;
