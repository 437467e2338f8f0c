-- parameters: @alias bigint
DELETE FROM person_event WHERE alias_id = @alias;
