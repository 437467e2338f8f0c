-- Survey answers, one row an answer: one byte per item (a level or an answer code), in the order of delivery_item.
-- submitted is in ticks of the source's local time, 0 = unknown; the background is as answered. flags: what was
-- noticed when the answer came in, a bit each; NULL in deliveries from before the column.
CREATE TABLE response
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    row_key BIGINT NOT NULL,
    alias_id BIGINT NULL,
    answers VARBINARY(MAX) NOT NULL,
    importance VARBINARY(MAX) NULL,
    submitted BIGINT NOT NULL,
    complete TINYINT NOT NULL,
    channel TINYINT NOT NULL,
    unit_id BIGINT NULL,
    role_id BIGINT NULL,
    gender TINYINT NOT NULL,
    birth_year SMALLINT NOT NULL,
    form TINYINT NOT NULL,
    device TINYINT NOT NULL,
    flags INT NULL,
    CONSTRAINT pk_response PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_response_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_response_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
