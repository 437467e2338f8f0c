-- Attendance, coaching pairs, ideas, accounts and devices from IT, transformation plans with their actions, and delivered frameworks.
CREATE TABLE attendance
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    alias_id INTEGER NULL,
    course_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    hours_hundredths INTEGER NOT NULL,
    present INTEGER NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_attendance_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_attendance_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_attendance_course_id FOREIGN KEY (course_id) REFERENCES code_value (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE coaching_pair
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    manager_alias_id INTEGER NULL,
    employee_alias_id INTEGER NULL,
    theme_id INTEGER NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    CONSTRAINT pk_coaching_pair PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_coaching_pair_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_coaching_pair_manager_alias_id FOREIGN KEY (manager_alias_id) REFERENCES alias (id),
    CONSTRAINT fk_coaching_pair_employee_alias_id FOREIGN KEY (employee_alias_id) REFERENCES alias (id),
    CONSTRAINT fk_coaching_pair_theme_id FOREIGN KEY (theme_id) REFERENCES code_value (id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE it_access
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    alias_id INTEGER NULL,
    asset_key INTEGER NOT NULL,
    account INTEGER NOT NULL,
    device INTEGER NOT NULL,
    sharers INTEGER NOT NULL,
    login INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    CONSTRAINT pk_it_access PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_it_access_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_it_access_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE transformation_plan
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    operation TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    adopted INTEGER NULL,
    reviewed INTEGER NULL,
    actions_due INTEGER NULL,
    actions_done INTEGER NULL,
    hours_freed_hundredths INTEGER NULL,
    solutions INTEGER NULL,
    target_areas TEXT NOT NULL,
    CONSTRAINT pk_transformation_plan PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_transformation_plan_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_action
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    plan_code TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    due INTEGER NULL,
    done INTEGER NULL,
    target_area TEXT NOT NULL,
    hours_freed_hundredths INTEGER NULL,
    solution INTEGER NOT NULL,
    CONSTRAINT pk_plan_action PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_plan_action_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;

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
