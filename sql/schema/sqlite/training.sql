-- Training records, one row a person and course. Days are day numbers, 0 = unknown or not finished.
CREATE TABLE training
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    alias_id INTEGER NULL,
    course_id INTEGER NOT NULL,
    enrolled INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    hours_hundredths INTEGER NOT NULL,
    status INTEGER NOT NULL,
    CONSTRAINT pk_training PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_training_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_training_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_training_course_id FOREIGN KEY (course_id) REFERENCES code_value (id)
) STRICT, WITHOUT ROWID;
