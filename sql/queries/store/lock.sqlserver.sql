-- parameters: none
EXEC sp_getapplock @Resource = 'digilo.schema', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 30000;
