-- What was observed about a delivery: a rule with masked arguments, never a row.
CREATE TABLE finding
(
    delivery_id BIGINT NOT NULL,
    ordinal INT NOT NULL,
    rule_code NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    severity NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    line BIGINT NOT NULL,
    column_name NVARCHAR(MAX) NOT NULL,
    found NVARCHAR(MAX) NOT NULL,
    expected NVARCHAR(MAX) NOT NULL,
    occurrences BIGINT NOT NULL,
    sheet_name NVARCHAR(100) NULL,
    CONSTRAINT pk_finding PRIMARY KEY (delivery_id, ordinal),
    CONSTRAINT fk_finding_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
