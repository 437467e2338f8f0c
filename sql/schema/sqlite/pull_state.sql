-- How far each remote source has been fetched: what its kind remembers, opaque to everybody else.
CREATE TABLE pull_state
(
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    pulled_utc TEXT NOT NULL,
    CONSTRAINT pk_pull_state PRIMARY KEY (name)
) STRICT;
