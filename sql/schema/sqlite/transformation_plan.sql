-- Transformation plans, one row a plan. Days are day numbers; target areas are ids separated by line feeds.
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
