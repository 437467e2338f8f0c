-- Departments and units of a wave as published, after merging small ones.
CREATE TABLE published_scope
(
    snapshot_number INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    level TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    CONSTRAINT pk_published_scope PRIMARY KEY (snapshot_number, organisation, wave, code),
    CONSTRAINT fk_published_scope_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
