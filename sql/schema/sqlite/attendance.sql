-- Attendance at sessions of courses, one row a person, course and day. day is a day number; hours 0 = not told.
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
