-- Managers and employees who coach each other, one row a pair, theme and first day. Days are day numbers; valid_from 0 = always,
-- valid_to 2147483647 = until further notice. direction: 1 the manager coaches, 2 the employee coaches, 3 both.
CREATE TABLE coaching_pair
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    manager_alias_id INTEGER NULL,
    employee_alias_id INTEGER NULL,
    theme_id INTEGER NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    CONSTRAINT pk_coaching_pair PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_coaching_pair_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_coaching_pair_manager_alias_id FOREIGN KEY (manager_alias_id) REFERENCES alias (id),
    CONSTRAINT fk_coaching_pair_employee_alias_id FOREIGN KEY (employee_alias_id) REFERENCES alias (id),
    CONSTRAINT fk_coaching_pair_theme_id FOREIGN KEY (theme_id) REFERENCES code_value (id)
) STRICT, WITHOUT ROWID;
