-- parameters: none
-- What is deleted is overwritten in the file.
PRAGMA secure_delete = ON;
