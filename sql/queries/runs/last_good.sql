-- parameters: @kind nvarchar(40)
SELECT r.id, r.kind, r.trigger_name, r.started_utc, r.ended_utc, r.outcome, r.snapshot_id, r.message
FROM run r
WHERE r.id = (
    SELECT MAX(g.id)
    FROM run g
    WHERE g.kind = @kind AND g.outcome IN ('Good', 'GoodWithRemarks'));
