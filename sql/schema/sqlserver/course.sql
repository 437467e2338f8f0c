-- Courses. Hours in hundredths; competences are ids separated by line feeds.
CREATE TABLE course
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    programme NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    theme NVARCHAR(MAX) NOT NULL,
    competences NVARCHAR(MAX) NOT NULL,
    hours_hundredths INT NULL,
    completion_hundredths INT NULL,
    digital TINYINT NOT NULL,
    CONSTRAINT pk_course PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_course_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
