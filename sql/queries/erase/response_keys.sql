-- parameters: @alias bigint
SELECT d.wave, r.row_key
FROM response r
INNER JOIN delivery d ON d.id = r.delivery_id
WHERE r.alias_id = @alias;
