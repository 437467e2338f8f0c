-- Pseudonyms are unique by their one writer; a unique index over random values cost half of a large import.
-- SQLite changes a table by making it anew; foreign keys are not enforced while the schema is upgraded.
CREATE TABLE alias_new
(
    id INTEGER NOT NULL,
    alias_kind_id INTEGER NOT NULL,
    hmac BLOB NOT NULL,
    person_id INTEGER NULL,
    linked_by INTEGER NULL,
    CONSTRAINT pk_alias PRIMARY KEY (id),
    CONSTRAINT fk_alias_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_alias_person_id FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_alias_linked_by FOREIGN KEY (linked_by) REFERENCES delivery (id)
) STRICT;
GO
INSERT INTO alias_new (id, alias_kind_id, hmac, person_id, linked_by)
SELECT a.id, a.alias_kind_id, a.hmac, a.person_id, a.linked_by
FROM alias a;
GO
DROP TABLE alias;
GO
ALTER TABLE alias_new RENAME TO alias;
GO
CREATE INDEX ix_alias_alias_kind_id ON alias (alias_kind_id);
