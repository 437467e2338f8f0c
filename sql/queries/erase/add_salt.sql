-- parameters: @organisation nvarchar(20), @salt binary(32)
INSERT INTO block_salt (organisation, salt)
VALUES (@organisation, @salt);
