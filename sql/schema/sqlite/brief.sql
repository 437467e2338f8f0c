-- Briefs that were made, with their bytes.
CREATE TABLE brief
(
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    language TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    data_date TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_utc TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_brief PRIMARY KEY (id),
    CONSTRAINT uq_brief UNIQUE (kind, organisation, language, snapshot_id)
) STRICT;
