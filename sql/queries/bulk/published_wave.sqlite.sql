-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_wave (snapshot_number, organisation, wave, name_sv, name_en, state, opens, closes, reference_date, linked, consent, release_number, release_waits)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
