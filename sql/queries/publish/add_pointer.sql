-- parameters: none
INSERT INTO snapshot_pointer (id, publication_number)
VALUES (1, NULL);
