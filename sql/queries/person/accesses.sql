-- parameters: @alias bigint
SELECT d.id AS delivery, d.as_of, d.kind, d.file_name, d.status, x.line, x.account, x.device, x.sharers, x.login, x.channel, COALESCE(x.other_way, 0) AS other_way
FROM it_access x
INNER JOIN delivery d ON d.id = x.delivery_id
WHERE x.alias_id = @alias
ORDER BY x.delivery_id, x.row_no;
