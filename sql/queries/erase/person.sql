-- parameters: @person bigint
DELETE FROM person WHERE id = @person;
