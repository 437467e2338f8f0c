-- What was done with personal data and with what is published: by whom, when, on what ground; never whose data. Rows are only ever added.
-- hash is over the row and the hash before it, so that a row that was changed or taken out is noticed; at the end by id_sequence.
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
