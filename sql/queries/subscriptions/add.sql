-- parameters: @id bigint, @address nvarchar(254), @kind nvarchar(40), @organisation nvarchar(20), @unit nvarchar(200), @language nvarchar(10), @rhythm nvarchar(20), @day_no int, @created_by nvarchar(200), @utc datetime2(7)
INSERT INTO subscription (id, address, kind, organisation, unit, language, rhythm, day_no, state, created_by, created_utc, asked_utc, confirmed_utc)
VALUES (@id, @address, @kind, @organisation, @unit, @language, @rhythm, @day_no, 'Waiting', @created_by, @utc, @utc, NULL);
