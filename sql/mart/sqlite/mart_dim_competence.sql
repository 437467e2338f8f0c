-- Competences of the framework, in its order.
CREATE VIEW mart_dim_competence AS
SELECT c.id AS competence, c.area_id, c.ordinal, c.name_sv, c.name_en, c.area_name_sv, c.area_name_en
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_competence c ON c.snapshot_number = p.snapshot_number;
