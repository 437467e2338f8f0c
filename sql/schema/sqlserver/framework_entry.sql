-- Delivered competence frameworks, one row an entry. Levels are 1–8, 0 = none; a band of levels is a row of its own.
CREATE TABLE framework_entry
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    framework NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entry_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entry TINYINT NOT NULL,
    parent_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    level_from TINYINT NOT NULL,
    level_to TINYINT NOT NULL,
    dimension TINYINT NOT NULL,
    CONSTRAINT pk_framework_entry PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_framework_entry_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
