-- Briefs of units, briefs that stay as they are over several snapshots, and their words for comparing them.
-- SQLite changes a table by making it anew; foreign keys are not enforced while the schema is upgraded.
CREATE TABLE brief_new
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
    unit TEXT NOT NULL CONSTRAINT df_brief_unit DEFAULT '',
    content_sha256 TEXT NULL,
    text_content TEXT NULL,
    CONSTRAINT pk_brief PRIMARY KEY (id),
    CONSTRAINT uq_brief UNIQUE (kind, organisation, unit, language, snapshot_id)
) STRICT;
GO
INSERT INTO brief_new (id, kind, organisation, language, snapshot_id, data_date, sha256, size, created_utc, content)
SELECT b.id, b.kind, b.organisation, b.language, b.snapshot_id, b.data_date, b.sha256, b.size, b.created_utc, b.content
FROM brief b;
GO
DROP TABLE brief;
GO
ALTER TABLE brief_new RENAME TO brief;
GO
-- Later snapshots that a brief holds for: their content is the same.
CREATE TABLE brief_snapshot
(
    brief_id INTEGER NOT NULL,
    snapshot_id TEXT NOT NULL,
    held_utc TEXT NOT NULL,
    CONSTRAINT pk_brief_snapshot PRIMARY KEY (brief_id, snapshot_id),
    CONSTRAINT fk_brief_snapshot_brief_id FOREIGN KEY (brief_id) REFERENCES brief (id)
) STRICT, WITHOUT ROWID;
