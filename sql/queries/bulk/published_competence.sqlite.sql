-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_competence (snapshot_number, id, area_id, ordinal, name_sv, name_en, area_name_sv, area_name_en)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
