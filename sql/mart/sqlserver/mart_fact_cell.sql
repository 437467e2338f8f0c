-- One row a published cell, grain: table (measure, level, breakdown, item), group and column. Only what disclosure control cleared:
-- estimate is NULL unless state is Value, and suppressed_reason says why. Shares and means must not be summed.
CREATE VIEW mart_fact_cell AS
SELECT t.measure, t.organisation, t.wave, CONCAT(t.organisation, '|', t.wave) AS wave_key,
    CONCAT(t.organisation, '|', t.wave, '|', r.code) AS scope_key, t.level, t.breakdown, t.item, t.as_of, r.code, r.category,
    r.name_sv, r.name_en, c.column_code, c.state, c.reason AS suppressed_reason, c.estimate, c.decimals, c.respondents,
    c.population, c.interval_method, c.interval_low, c.interval_high, c.plain_method, c.plain_low, c.plain_high,
    c.standard_error, c.standard_error_fpc, c.degrees_of_freedom, c.class_kind, c.class_count
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_table t ON t.snapshot_number = p.snapshot_number
INNER JOIN published_row r ON r.snapshot_number = t.snapshot_number AND r.table_no = t.table_no
INNER JOIN published_cell c ON c.snapshot_number = r.snapshot_number AND c.table_no = r.table_no AND c.row_no = r.row_no;
