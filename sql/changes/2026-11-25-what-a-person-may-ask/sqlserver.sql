-- Rights of the person: an append-only audit log, requests that a second person approves, salted marks of erased persons, and what has
-- been destroyed, unlinked or left out of the archive of a delivery.
CREATE TABLE block_salt
(
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    salt BINARY(32) NOT NULL,
    CONSTRAINT pk_block_salt PRIMARY KEY (organisation)
);

CREATE TABLE audit_entry
(
    number BIGINT NOT NULL,
    at_utc DATETIME2(7) NOT NULL,
    actor NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    action NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reference NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message NVARCHAR(MAX) NOT NULL,
    hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (number)
);

CREATE TABLE person_event
(
    alias_id BIGINT NOT NULL,
    audit_number BIGINT NOT NULL,
    CONSTRAINT pk_person_event PRIMARY KEY (alias_id, audit_number),
    CONSTRAINT fk_person_event_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_person_event_audit_number FOREIGN KEY (audit_number) REFERENCES audit_entry (number)
);

CREATE TABLE person_request
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    salt BINARY(32) NOT NULL,
    mark BINARY(32) NOT NULL,
    reference NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    requested_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    requested_utc DATETIME2(7) NOT NULL,
    approved_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    approved_utc DATETIME2(7) NULL,
    used_utc DATETIME2(7) NULL,
    CONSTRAINT pk_person_request PRIMARY KEY (id)
);
GO
ALTER TABLE tombstone ADD salted TINYINT NULL;
GO
ALTER TABLE delivery ADD destroyed_utc DATETIME2(7) NULL;
GO
ALTER TABLE delivery ADD unlinked_utc DATETIME2(7) NULL;
GO
ALTER TABLE delivery ADD unarchived_utc DATETIME2(7) NULL;
