-- parameters: @publication bigint
UPDATE snapshot_pointer SET publication_number = @publication WHERE id = 1;
