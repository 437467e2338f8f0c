-- Delivered competence frameworks, one row an entry. Levels are 1–8, 0 = none; a band of levels is a row of its own.
CREATE TABLE framework_entry
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    framework TEXT NOT NULL,
    version TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    entry INTEGER NOT NULL,
    parent_id TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    level_from INTEGER NOT NULL,
    level_to INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    CONSTRAINT pk_framework_entry PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_framework_entry_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
