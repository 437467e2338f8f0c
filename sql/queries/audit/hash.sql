-- parameters: @number bigint
SELECT e.hash FROM audit_entry e WHERE e.number = @number;
