-- The idea log, one row an idea; never its wording. day is a day number.
CREATE TABLE idea
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    code TEXT NOT NULL,
    alias_id INTEGER NULL,
    day INTEGER NOT NULL,
    unit_id INTEGER NULL,
    status INTEGER NOT NULL,
    theme_id INTEGER NULL,
    target_area_id INTEGER NULL,
    CONSTRAINT pk_idea PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_idea_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_idea_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_idea_unit_id FOREIGN KEY (unit_id) REFERENCES code_value (id),
    CONSTRAINT fk_idea_theme_id FOREIGN KEY (theme_id) REFERENCES code_value (id),
    CONSTRAINT fk_idea_target_area_id FOREIGN KEY (target_area_id) REFERENCES code_value (id)
) STRICT, WITHOUT ROWID;
