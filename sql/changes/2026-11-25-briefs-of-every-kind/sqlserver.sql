-- Briefs of units, briefs that stay as they are over several snapshots, and their words for comparing them.
ALTER TABLE brief ADD unit NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT df_brief_unit DEFAULT '';
GO
ALTER TABLE brief ADD content_sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL;
GO
ALTER TABLE brief ADD text_content NVARCHAR(MAX) NULL;
GO
ALTER TABLE brief DROP CONSTRAINT uq_brief;
GO
ALTER TABLE brief ADD CONSTRAINT uq_brief UNIQUE (kind, organisation, unit, language, snapshot_id);
GO
-- Later snapshots that a brief holds for: their content is the same.
CREATE TABLE brief_snapshot
(
    brief_id BIGINT NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    held_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_brief_snapshot PRIMARY KEY (brief_id, snapshot_id),
    CONSTRAINT fk_brief_snapshot_brief_id FOREIGN KEY (brief_id) REFERENCES brief (id)
);
