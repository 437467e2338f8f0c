-- How far each remote source has been fetched: what its kind remembers, opaque to everybody else.
CREATE TABLE pull_state
(
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(MAX) NOT NULL,
    pulled_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_pull_state PRIMARY KEY (name)
);
