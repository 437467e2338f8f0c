-- parameters: @id bigint, @kind nvarchar(40), @organisation nvarchar(20), @unit nvarchar(300), @language nvarchar(10), @snapshot_id nvarchar(64), @data_date date, @sha256 nvarchar(64), @size bigint, @utc datetime2(7), @content varbinary(max), @content_sha256 nvarchar(64), @text_content nvarchar(max)
INSERT INTO brief (id, kind, organisation, unit, language, snapshot_id, data_date, sha256, size, created_utc, content, content_sha256, text_content)
VALUES (@id, @kind, @organisation, @unit, @language, @snapshot_id, @data_date, @sha256, @size, @utc, @content, @content_sha256, @text_content);
