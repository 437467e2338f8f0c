-- parameters: @id bigint, @organisation nvarchar(20), @kind nvarchar(100), @key_id nvarchar(100)
INSERT INTO alias_kind (id, organisation, kind, key_id)
VALUES (@id, @organisation, @kind, @key_id);
