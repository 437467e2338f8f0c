-- Briefs that were made, with their bytes and their words. One is unchanged as long as its content without the snapshot's id is: then it keeps
-- the snapshot_id that it was first made from, and brief_snapshot tells the later ones. unit is empty but for a unit's brief; content_sha256
-- and text_content are not known of briefs made before they were kept.
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
    unit TEXT NOT NULL CONSTRAINT df_brief_unit DEFAULT '',
    content_sha256 TEXT NULL,
    text_content TEXT NULL,
    CONSTRAINT pk_brief PRIMARY KEY (id),
    CONSTRAINT uq_brief UNIQUE (kind, organisation, unit, language, snapshot_id)
) STRICT;
