-- Who may write now. A lease that is not renewed runs out; token tells one holding from the next.
CREATE TABLE lease
(
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    holder NVARCHAR(MAX) NOT NULL,
    token NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    since_utc DATETIME2(7) NOT NULL,
    expires_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (name)
);
