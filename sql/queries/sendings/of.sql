-- parameters: @subscription bigint
SELECT m.id, m.subscription_id, m.occasion, m.message_id, m.state, m.attempts, m.reply, m.snapshot_id, m.created_utc, m.due_utc, m.changed_utc
FROM sending m
WHERE m.subscription_id = @subscription
ORDER BY m.id DESC;
