-- Reports about protected identities that one person has asked for and another one must approve. mark tells the person by salt alone:
-- the same id given again makes it again, nothing else does.
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
