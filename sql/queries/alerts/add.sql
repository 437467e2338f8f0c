-- parameters: @id bigint, @rule_name nvarchar(40), @organisation nvarchar(20), @wave nvarchar(20), @scope nvarchar(20), @code nvarchar(200), @name nvarchar(max), @snapshot_id nvarchar(64), @utc datetime2(7)
INSERT INTO alert (id, rule_name, organisation, wave, scope, code, name, snapshot_id, raised_utc, cleared_utc)
VALUES (@id, @rule_name, @organisation, @wave, @scope, @code, @name, @snapshot_id, @utc, NULL);
