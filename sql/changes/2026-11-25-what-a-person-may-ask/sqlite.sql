-- Rights of the person: an append-only audit log, requests that a second person approves, salted marks of erased persons, and what has
-- been destroyed, unlinked or left out of the archive of a delivery.
CREATE TABLE block_salt
(
    organisation TEXT NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_block_salt PRIMARY KEY (organisation)
) STRICT;

CREATE TABLE audit_entry
(
    number INTEGER NOT NULL,
    at_utc TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    organisation TEXT NOT NULL,
    reference TEXT NOT NULL,
    message TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (number)
) STRICT;

CREATE TABLE person_event
(
    alias_id INTEGER NOT NULL,
    audit_number INTEGER NOT NULL,
    CONSTRAINT pk_person_event PRIMARY KEY (alias_id, audit_number),
    CONSTRAINT fk_person_event_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_person_event_audit_number FOREIGN KEY (audit_number) REFERENCES audit_entry (number)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_request
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    salt BLOB NOT NULL,
    mark BLOB NOT NULL,
    reference TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_utc TEXT NOT NULL,
    approved_by TEXT NULL,
    approved_utc TEXT NULL,
    used_utc TEXT NULL,
    CONSTRAINT pk_person_request PRIMARY KEY (id)
) STRICT;
GO
ALTER TABLE tombstone ADD COLUMN salted INTEGER NULL;
GO
ALTER TABLE delivery ADD COLUMN destroyed_utc TEXT NULL;
GO
ALTER TABLE delivery ADD COLUMN unlinked_utc TEXT NULL;
GO
ALTER TABLE delivery ADD COLUMN unarchived_utc TEXT NULL;
