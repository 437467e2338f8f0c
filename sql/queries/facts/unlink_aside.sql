-- parameters: @delivery bigint
UPDATE alias SET person_id = NULL, linked_by = NULL WHERE linked_by = @delivery;
