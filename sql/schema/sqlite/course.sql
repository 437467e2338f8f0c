-- Courses. Hours in hundredths; competences are ids separated by line feeds.
CREATE TABLE course
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    programme TEXT NOT NULL,
    theme TEXT NOT NULL,
    competences TEXT NOT NULL,
    hours_hundredths INTEGER NULL,
    completion_hundredths INTEGER NULL,
    digital INTEGER NOT NULL,
    CONSTRAINT pk_course PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_course_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
