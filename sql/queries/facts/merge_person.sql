-- parameters: @person bigint, @into bigint
UPDATE alias SET person_id = @into WHERE person_id = @person;
