-- Training records, one row a person and course. Days are day numbers, 0 = unknown or not finished.
CREATE TABLE training
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NULL,
    course_id BIGINT NOT NULL,
    enrolled INT NOT NULL,
    finished INT NOT NULL,
    hours_hundredths INT NOT NULL,
    status TINYINT NOT NULL,
    CONSTRAINT pk_training PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_training_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_training_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_training_course_id FOREIGN KEY (course_id) REFERENCES code_value (id)
);
