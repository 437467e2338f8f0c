-- parameters: @before date
SELECT d.id, d.organisation, d.wave
FROM delivery d
WHERE d.kind = 'Survey' AND d.as_of < @before AND d.status <> 'Refused'
    AND EXISTS (SELECT 1 FROM free_text f WHERE f.delivery_id = d.id)
ORDER BY d.id;
