-- parameters: none
SET NOCOUNT OFF;
