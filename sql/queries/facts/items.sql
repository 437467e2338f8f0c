-- parameters: @delivery bigint
SELECT i.item
FROM delivery_item i
WHERE i.delivery_id = @delivery
ORDER BY i.position;
