-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO framework_entry (delivery_id, row_no, framework, version, entry_id, entry, parent_id, name_sv, name_en, level_from, level_to, dimension)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
