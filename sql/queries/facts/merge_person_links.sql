-- parameters: @person bigint, @into bigint
UPDATE alias_link SET person_id = @into WHERE person_id = @person;
