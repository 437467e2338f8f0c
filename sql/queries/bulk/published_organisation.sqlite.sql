-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_organisation (snapshot_number, code, name_sv, name_en, short_name, data_date)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
