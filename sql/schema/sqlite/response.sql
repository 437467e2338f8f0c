-- Survey answers, one row an answer: one byte per item (a level or an answer code), in the order of delivery_item.
-- submitted is in ticks of the source's local time, 0 = unknown; the background is as answered. flags: what was
-- noticed when the answer came in, a bit each; NULL in deliveries from before the column.
CREATE TABLE response
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row_key INTEGER NOT NULL,
    alias_id INTEGER NULL,
    answers BLOB NOT NULL,
    importance BLOB NULL,
    submitted INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    unit_id INTEGER NULL,
    role_id INTEGER NULL,
    gender INTEGER NOT NULL,
    birth_year INTEGER NOT NULL,
    form INTEGER NOT NULL,
    device INTEGER NOT NULL,
    flags INTEGER NULL,
    CONSTRAINT pk_response PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_response_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_response_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
) STRICT, WITHOUT ROWID;
