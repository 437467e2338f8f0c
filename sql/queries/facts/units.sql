-- parameters: @delivery bigint
SELECT u.code, u.name, u.parent_code, u.level, u.operation, u.valid_from, u.valid_to, u.predecessors
FROM unit u
WHERE u.delivery_id = @delivery
ORDER BY u.row_no;
