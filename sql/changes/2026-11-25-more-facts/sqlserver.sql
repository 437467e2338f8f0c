-- Attendance, coaching pairs, ideas, accounts and devices from IT, transformation plans with their actions, and delivered frameworks.
CREATE TABLE attendance
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NULL,
    course_id BIGINT NOT NULL,
    day INT NOT NULL,
    hours_hundredths INT NOT NULL,
    present TINYINT NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_attendance_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_attendance_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_attendance_course_id FOREIGN KEY (course_id) REFERENCES code_value (id)
);

CREATE TABLE coaching_pair
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    manager_alias_id BIGINT NULL,
    employee_alias_id BIGINT NULL,
    theme_id BIGINT NULL,
    valid_from INT NOT NULL,
    valid_to INT NOT NULL,
    direction TINYINT NOT NULL,
    CONSTRAINT pk_coaching_pair PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_coaching_pair_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_coaching_pair_manager_alias_id FOREIGN KEY (manager_alias_id) REFERENCES alias (id),
    CONSTRAINT fk_coaching_pair_employee_alias_id FOREIGN KEY (employee_alias_id) REFERENCES alias (id),
    CONSTRAINT fk_coaching_pair_theme_id FOREIGN KEY (theme_id) REFERENCES code_value (id)
);

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

CREATE TABLE it_access
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NULL,
    asset_key BIGINT NOT NULL,
    account TINYINT NOT NULL,
    device TINYINT NOT NULL,
    sharers INT NOT NULL,
    login TINYINT NOT NULL,
    channel TINYINT NOT NULL,
    CONSTRAINT pk_it_access PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_it_access_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_it_access_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);

CREATE TABLE transformation_plan
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    operation NVARCHAR(MAX) NOT NULL,
    unit_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    adopted INT NULL,
    reviewed INT NULL,
    actions_due INT NULL,
    actions_done INT NULL,
    hours_freed_hundredths INT NULL,
    solutions INT NULL,
    target_areas NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_transformation_plan PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_transformation_plan_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);

CREATE TABLE plan_action
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    plan_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    due INT NULL,
    done INT NULL,
    target_area NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hours_freed_hundredths INT NULL,
    solution TINYINT NOT NULL,
    CONSTRAINT pk_plan_action PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_plan_action_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);

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
