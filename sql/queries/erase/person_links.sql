-- parameters: @person bigint
DELETE FROM alias_link WHERE person_id = @person;
