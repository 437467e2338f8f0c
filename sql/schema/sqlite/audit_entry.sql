-- What was done with personal data and with what is published: by whom, when, on what ground; never whose data. Rows are only ever added.
-- hash is over the row and the hash before it, so that a row that was changed or taken out is noticed; at the end by id_sequence.
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
