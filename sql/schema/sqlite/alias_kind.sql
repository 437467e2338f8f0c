-- The columns that ids come from: employer, kind of id, key of the HMAC. emptied_utc: when the last pseudonym under an older key was moved.
CREATE TABLE alias_kind
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    key_id TEXT NOT NULL,
    emptied_utc TEXT NULL,
    CONSTRAINT pk_alias_kind PRIMARY KEY (id),
    CONSTRAINT uq_alias_kind UNIQUE (organisation, kind, key_id)
) STRICT;
