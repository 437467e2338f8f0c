-- Free-text answers that a profile keeps: encrypted with a key that is not in the database, never published.
CREATE TABLE free_text
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_free_text PRIMARY KEY (delivery_id, row_no, column_name),
    CONSTRAINT fk_free_text_response FOREIGN KEY (delivery_id, row_no) REFERENCES response (delivery_id, row_no)
) STRICT, WITHOUT ROWID;
