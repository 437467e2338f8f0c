-- parameters: @alias bigint, @from bigint, @person bigint
UPDATE alias
SET person_id = @person, linked_by = (SELECT o.linked_by FROM alias o WHERE o.id = @from)
WHERE alias.id = @alias AND alias.person_id IS NULL;
