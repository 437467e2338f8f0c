-- parameters: none
-- Pseudonyms of persons about whom nothing is left under any of their ids, and pseudonyms without a person that no row names.
WITH named AS
(
    SELECT f.alias_id FROM response f WHERE f.alias_id IS NOT NULL
    UNION
    SELECT f.alias_id FROM employment f WHERE f.alias_id IS NOT NULL
    UNION
    SELECT f.alias_id FROM training f WHERE f.alias_id IS NOT NULL
    UNION
    SELECT f.alias_id FROM attendance f WHERE f.alias_id IS NOT NULL
    UNION
    SELECT m.manager_alias_id FROM coaching_pair m WHERE m.manager_alias_id IS NOT NULL
    UNION
    SELECT e.employee_alias_id FROM coaching_pair e WHERE e.employee_alias_id IS NOT NULL
    UNION
    SELECT f.alias_id FROM idea f WHERE f.alias_id IS NOT NULL
    UNION
    SELECT f.alias_id FROM it_access f WHERE f.alias_id IS NOT NULL
)
SELECT a.id
FROM alias a
WHERE a.id NOT IN (SELECT n.alias_id FROM named n)
    AND (a.person_id IS NULL OR a.person_id NOT IN (
        SELECT p.person_id FROM alias p INNER JOIN named h ON h.alias_id = p.id WHERE p.person_id IS NOT NULL))
ORDER BY a.id;
