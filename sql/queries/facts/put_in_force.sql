-- parameters: @id bigint, @replaces_id bigint, @utc datetime2(7)
UPDATE delivery
SET status = 'InForce', replaces_id = @replaces_id, in_force_utc = @utc
WHERE id = @id AND status = 'Waiting';
