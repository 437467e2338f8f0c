-- A pseudonym. Facts name the alias, so rows that no register knows yet find their person at the next register.
-- linked_by is the register that named the person.
CREATE TABLE alias
(
    id BIGINT NOT NULL,
    alias_kind_id BIGINT NOT NULL,
    hmac BINARY(32) NOT NULL,
    person_id BIGINT NULL,
    linked_by BIGINT NULL,
    CONSTRAINT pk_alias PRIMARY KEY (id),
    CONSTRAINT uq_alias UNIQUE (alias_kind_id, hmac),
    CONSTRAINT fk_alias_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_alias_person_id FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_alias_linked_by FOREIGN KEY (linked_by) REFERENCES delivery (id)
);
