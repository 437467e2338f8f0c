-- Transformation plans, one row a plan. Days are day numbers; target areas are ids separated by line feeds.
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
