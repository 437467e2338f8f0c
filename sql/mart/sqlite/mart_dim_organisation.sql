-- Organisations.
CREATE VIEW mart_dim_organisation AS
SELECT o.code AS organisation, o.name_sv, o.name_en, o.short_name, o.data_date
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_organisation o ON o.snapshot_number = p.snapshot_number;
