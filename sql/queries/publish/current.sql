-- parameters: none
SELECT p.number, s.id, s.number AS snapshot_number, p.published_utc
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_snapshot s ON s.number = p.snapshot_number
WHERE x.id = 1;
