-- parameters: @id bigint, @kind nvarchar(40), @organisation nvarchar(20), @language nvarchar(10), @snapshot_id nvarchar(64), @data_date date, @sha256 nvarchar(64), @size bigint, @utc datetime2(7), @content varbinary(max)
INSERT INTO brief (id, kind, organisation, language, snapshot_id, data_date, sha256, size, created_utc, content)
VALUES (@id, @kind, @organisation, @language, @snapshot_id, @data_date, @sha256, @size, @utc, @content);
