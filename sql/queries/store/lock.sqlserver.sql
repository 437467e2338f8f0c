-- parameters: none
DECLARE @result INT;
EXEC @result = sp_getapplock @Resource = N'digilo.schema', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 30000;
IF @result < 0
    THROW 51222, N'Another migration holds the lock.', 1;
