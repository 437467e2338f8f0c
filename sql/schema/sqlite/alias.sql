-- A pseudonym. Facts name the alias, so rows that no register knows yet find their person at the next register.
-- linked_by is the register that named the person.
-- An HMAC stands once per kind: the one writer there is holds all of a kind in memory, and refuses a store in which one stands twice.
-- A unique index would be entered at random and cost half of a large import.
CREATE TABLE alias
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
