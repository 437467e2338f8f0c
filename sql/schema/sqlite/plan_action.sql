-- Actions of transformation plans, one row an action. Days are day numbers.
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
