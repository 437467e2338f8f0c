-- The columns that ids come from: employer, kind of id, key of the HMAC. emptied_utc: when the last pseudonym under an older key was moved.
CREATE TABLE alias_kind
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    key_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    emptied_utc DATETIME2(7) NULL,
    CONSTRAINT pk_alias_kind PRIMARY KEY (id),
    CONSTRAINT uq_alias_kind UNIQUE (organisation, kind, key_id)
);
