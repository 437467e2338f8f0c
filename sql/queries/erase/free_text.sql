-- parameters: @alias bigint
DELETE FROM free_text
WHERE EXISTS (SELECT 1 FROM response r WHERE r.delivery_id = free_text.delivery_id AND r.row_no = free_text.row_no AND r.alias_id = @alias);
