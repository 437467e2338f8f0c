-- Departments and units as published in each wave; scope_key joins mart_fact_cell.
CREATE VIEW mart_dim_scope AS
SELECT CONCAT(s.organisation, '|', s.wave, '|', s.code) AS scope_key, s.organisation, s.wave, s.code, s.name, s.parent_code, s.level, s.ordinal
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_scope s ON s.snapshot_number = p.snapshot_number;
