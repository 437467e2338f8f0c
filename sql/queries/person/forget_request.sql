-- parameters: @id bigint
DELETE FROM person_request WHERE id = @id;
