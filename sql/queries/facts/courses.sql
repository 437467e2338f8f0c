-- parameters: @delivery bigint
SELECT c.code, c.name, c.programme, c.theme, c.competences, c.hours_hundredths, c.completion_hundredths, c.digital
FROM course c
WHERE c.delivery_id = @delivery
ORDER BY c.row_no;
