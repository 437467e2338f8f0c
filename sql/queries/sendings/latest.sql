-- parameters: @count bigint
SELECT o.id, o.subscription_id, o.occasion, o.message_id, o.state, o.attempts, o.reply, o.snapshot_id, o.created_utc, o.due_utc, o.changed_utc
FROM (
    SELECT m.id, m.subscription_id, m.occasion, m.message_id, m.state, m.attempts, m.reply, m.snapshot_id, m.created_utc, m.due_utc, m.changed_utc, ROW_NUMBER() OVER (ORDER BY m.id DESC) AS place
    FROM sending m
) o
WHERE o.place <= @count
ORDER BY o.id DESC;
