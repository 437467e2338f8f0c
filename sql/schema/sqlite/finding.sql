-- What was observed about a delivery: a rule with masked arguments, never a row.
CREATE TABLE finding
(
    delivery_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    rule_code TEXT NOT NULL,
    severity TEXT NOT NULL,
    line INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    found TEXT NOT NULL,
    expected TEXT NOT NULL,
    occurrences INTEGER NOT NULL,
    sheet_name TEXT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (delivery_id, ordinal),
    CONSTRAINT fk_finding_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
