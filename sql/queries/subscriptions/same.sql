-- parameters: @address nvarchar(254), @kind nvarchar(40), @organisation nvarchar(20), @unit nvarchar(200), @language nvarchar(10), @rhythm nvarchar(20)
SELECT s.id, s.address, s.kind, s.organisation, s.unit, s.language, s.rhythm, s.day_no, s.state, s.created_by, s.created_utc, s.asked_utc, s.confirmed_utc
FROM subscription s
WHERE s.address = @address AND s.kind = @kind AND s.organisation = @organisation AND s.unit = @unit AND s.language = @language
    AND s.rhythm = @rhythm;
