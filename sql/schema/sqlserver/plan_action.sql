-- Actions of transformation plans, one row an action. Days are day numbers.
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
