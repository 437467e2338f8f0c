-- parameters: none
DELETE FROM person
WHERE id NOT IN (SELECT a.person_id FROM alias a WHERE a.person_id IS NOT NULL)
    AND id NOT IN (SELECT l.person_id FROM alias_link l);
