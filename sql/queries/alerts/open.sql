-- parameters: none
SELECT a.id, a.rule_name, a.organisation, a.wave, a.scope, a.code, a.name, a.snapshot_id, a.raised_utc, a.cleared_utc
FROM alert a
WHERE a.cleared_utc IS NULL
ORDER BY a.id;
