-- Waves per organisation; wave_key joins mart_fact_cell.
CREATE VIEW mart_dim_wave AS
SELECT CONCAT(w.organisation, '|', w.wave) AS wave_key, w.organisation, w.wave, w.name_sv, w.name_en, w.state,
    w.opens, w.closes, w.reference_date, w.linked, w.consent, w.release_number
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_wave w ON w.snapshot_number = p.snapshot_number;
