-- Who may write now. A lease that is not renewed runs out; token tells one holding from the next.
CREATE TABLE lease
(
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    token TEXT NOT NULL,
    since_utc TEXT NOT NULL,
    expires_utc TEXT NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
