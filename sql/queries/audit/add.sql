-- parameters: @number bigint, @utc datetime2(7), @actor nvarchar(200), @action nvarchar(40), @organisation nvarchar(20), @reference nvarchar(400), @message nvarchar(max), @hash nvarchar(64)
INSERT INTO audit_entry (number, at_utc, actor, action, organisation, reference, message, hash)
VALUES (@number, @utc, @actor, @action, @organisation, @reference, @message, @hash);
