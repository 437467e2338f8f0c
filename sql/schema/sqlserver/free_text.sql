-- Free-text answers that a profile keeps: encrypted with a key that is not in the database, never published.
CREATE TABLE free_text
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    column_name NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    CONSTRAINT pk_free_text PRIMARY KEY (delivery_id, row_no, column_name),
    CONSTRAINT fk_free_text_response FOREIGN KEY (delivery_id, row_no) REFERENCES response (delivery_id, row_no)
);
