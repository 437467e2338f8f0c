-- parameters: @before datetime2(7)
DELETE FROM person_request WHERE requested_utc < @before;
