-- An access list tells who was offered another way to answer.
ALTER TABLE it_access ADD other_way TINYINT NULL;
