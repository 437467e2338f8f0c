-- parameters: @delivery bigint
SELECT f.framework, f.version, f.entry_id, f.entry, f.parent_id, f.name_sv, f.name_en, f.level_from, f.level_to, f.dimension
FROM framework_entry f
WHERE f.delivery_id = @delivery
ORDER BY f.row_no;
