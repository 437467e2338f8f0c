-- The staff register, one row an employment. Days are day numbers (1 = 0001-01-02); valid_from 0 = always, valid_to 2147483647 = until further notice.
-- A protected person has no unit, role, AID code or birth year here.
CREATE TABLE employment
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    alias_id INTEGER NOT NULL,
    employment_number INTEGER NOT NULL,
    unit_id INTEGER NULL,
    role_id INTEGER NULL,
    aid_id INTEGER NULL,
    aid_version_id INTEGER NULL,
    aid_letter_id INTEGER NULL,
    form INTEGER NOT NULL,
    degree_hundredths INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    full_time_absent INTEGER NOT NULL,
    recent_hours INTEGER NOT NULL,
    birth_year INTEGER NOT NULL,
    gender INTEGER NOT NULL,
    account INTEGER NOT NULL,
    device INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    protected INTEGER NOT NULL,
    CONSTRAINT pk_employment PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_employment_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_employment_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
) STRICT, WITHOUT ROWID;
