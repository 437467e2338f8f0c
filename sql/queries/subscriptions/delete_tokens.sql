-- parameters: @id bigint
DELETE FROM subscription_token WHERE subscription_id = @id;
