-- parameters: @id bigint, @organisation nvarchar(20), @salt binary(32), @mark binary(32), @reference nvarchar(400), @requested_by nvarchar(200), @utc datetime2(7)
INSERT INTO person_request (id, organisation, salt, mark, reference, requested_by, requested_utc, approved_by, approved_utc, used_utc)
VALUES (@id, @organisation, @salt, @mark, @reference, @requested_by, @utc, NULL, NULL, NULL);
