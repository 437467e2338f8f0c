-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO published_cell (snapshot_number, table_no, row_no, column_no, column_code, state, reason, estimate, decimals, respondents, population, interval_method, interval_low, interval_high, plain_method, plain_low, plain_high, standard_error, standard_error_fpc, degrees_of_freedom, class_kind, class_count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22);
