-- parameters: @organisation nvarchar(20)
SELECT b.salt FROM block_salt b WHERE b.organisation = @organisation;
