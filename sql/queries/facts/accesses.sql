-- parameters: @delivery bigint
SELECT t.alias_id, a.person_id, t.asset_key, t.account, t.device, t.sharers, t.login, t.channel, t.other_way
FROM it_access t
LEFT JOIN alias a ON a.id = t.alias_id
WHERE t.delivery_id = @delivery
ORDER BY t.row_no;
