-- parameters: by position, one per column of the table; SQL Server has bulk copy instead
INSERT INTO it_access (delivery_id, row_no, line, alias_id, asset_key, account, device, sharers, login, channel, other_way)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
