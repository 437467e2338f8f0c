-- parameters: @delivery bigint
SELECT p.code, p.name, p.operation, p.unit_code, p.adopted, p.reviewed, p.actions_due, p.actions_done, p.hours_freed_hundredths, p.solutions, p.target_areas
FROM transformation_plan p
WHERE p.delivery_id = @delivery
ORDER BY p.row_no;
