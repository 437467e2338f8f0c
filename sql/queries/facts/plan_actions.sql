-- parameters: @delivery bigint
SELECT a.plan_code, a.code, a.name, a.due, a.done, a.target_area, a.hours_freed_hundredths, a.solution
FROM plan_action a
WHERE a.delivery_id = @delivery
ORDER BY a.row_no;
