-- The staff register, one row an employment. Days are day numbers (1 = 0001-01-02); valid_from 0 = always, valid_to 2147483647 = until further notice.
-- A protected person has no unit, role, AID code or birth year here.
CREATE TABLE employment
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NOT NULL,
    employment_number INT NOT NULL,
    unit_id BIGINT NULL,
    role_id BIGINT NULL,
    aid_id BIGINT NULL,
    aid_version_id BIGINT NULL,
    aid_letter_id BIGINT NULL,
    form TINYINT NOT NULL,
    degree_hundredths INT NOT NULL,
    valid_from INT NOT NULL,
    valid_to INT NOT NULL,
    full_time_absent TINYINT NOT NULL,
    recent_hours TINYINT NOT NULL,
    birth_year SMALLINT NOT NULL,
    gender TINYINT NOT NULL,
    account TINYINT NOT NULL,
    device TINYINT NOT NULL,
    channel TINYINT NOT NULL,
    offer TINYINT NOT NULL,
    protected TINYINT NOT NULL,
    CONSTRAINT pk_employment PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_employment_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_employment_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
