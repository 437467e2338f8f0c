-- Which entries of the audit log are about whom, so that a person's report can tell of earlier ones; gone with the person's pseudonyms.
CREATE TABLE person_event
(
    alias_id INTEGER NOT NULL,
    audit_number INTEGER NOT NULL,
    CONSTRAINT pk_person_event PRIMARY KEY (alias_id, audit_number),
    CONSTRAINT fk_person_event_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_person_event_audit_number FOREIGN KEY (audit_number) REFERENCES audit_entry (number)
) STRICT, WITHOUT ROWID;
