-- parameters: @alias bigint
DELETE FROM alias WHERE id = @alias;
