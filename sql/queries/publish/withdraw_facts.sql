-- parameters: @publication bigint
-- The month's facts of units that came with a publication go with it; what is frozen with a wave stays.
DELETE FROM wave_freeze
WHERE wave LIKE 'facts %' AND frozen_utc >= (SELECT p.published_utc FROM publication p WHERE p.number = @publication);
