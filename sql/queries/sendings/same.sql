-- parameters: @subscription bigint, @occasion nvarchar(100)
SELECT m.id
FROM sending m
WHERE m.subscription_id = @subscription AND m.occasion = @occasion;
