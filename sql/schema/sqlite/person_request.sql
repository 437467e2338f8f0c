-- Reports about protected identities that one person has asked for and another one must approve. mark tells the person by salt alone:
-- the same id given again makes it again, nothing else does.
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
