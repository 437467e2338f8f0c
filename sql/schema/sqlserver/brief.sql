-- Briefs that were made, with their bytes and their words. One is unchanged as long as its content without the snapshot's id is: then it keeps
-- the snapshot_id that it was first made from, and brief_snapshot tells the later ones. unit is empty but for a unit's brief; content_sha256
-- and text_content are not known of briefs made before they were kept.
CREATE TABLE brief
(
    id BIGINT NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    language NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    data_date DATE NOT NULL,
    sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    size BIGINT NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    unit NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_brief_unit DEFAULT '',
    content_sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL,
    text_content NVARCHAR(MAX) NULL,
    CONSTRAINT pk_brief PRIMARY KEY (id),
    CONSTRAINT uq_brief UNIQUE (kind, organisation, unit, language, snapshot_id)
);
