-- The idea log, one row an idea; never its wording. day is a day number.
CREATE TABLE idea
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    alias_id BIGINT NULL,
    day INT NOT NULL,
    unit_id BIGINT NULL,
    status TINYINT NOT NULL,
    theme_id BIGINT NULL,
    target_area_id BIGINT NULL,
    CONSTRAINT pk_idea PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_idea_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_idea_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_idea_unit_id FOREIGN KEY (unit_id) REFERENCES code_value (id),
    CONSTRAINT fk_idea_theme_id FOREIGN KEY (theme_id) REFERENCES code_value (id),
    CONSTRAINT fk_idea_target_area_id FOREIGN KEY (target_area_id) REFERENCES code_value (id)
);
