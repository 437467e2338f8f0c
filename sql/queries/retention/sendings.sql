-- parameters: @before datetime2(7)
DELETE FROM sending
WHERE created_utc < @before AND state NOT IN ('Intended', 'Handing', 'Uncertain')
    AND (EXISTS (SELECT n.id FROM sending n WHERE n.subscription_id = sending.subscription_id AND n.id > sending.id)
        OR NOT EXISTS (SELECT s.id FROM subscription s WHERE s.id = sending.subscription_id));
