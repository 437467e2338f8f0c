-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_scope (snapshot_number, organisation, wave, code, name, parent_code, level, ordinal)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
