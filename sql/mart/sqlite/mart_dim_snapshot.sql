-- The published snapshot, one row: name it beside every figure.
CREATE VIEW mart_dim_snapshot AS
SELECT s.id AS snapshot_id, s.data_date, s.method_version, s.synthetic, s.threshold, s.floor_level, p.published_utc
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_snapshot s ON s.number = p.snapshot_number;
