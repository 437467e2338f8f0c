-- parameters: @alias bigint, @number bigint
INSERT INTO person_event (alias_id, audit_number)
VALUES (@alias, @number);
