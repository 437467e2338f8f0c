-- Accounts and devices from IT, one row a person and device. asset_key is a hash of the device's own id, or the ordinal of a row
-- without one; device is as delivered, sharers 0 = not told: what a device shared by many is worth is decided when it is read.
-- other_way: offered another way to answer; null in lists from before it was asked for.
CREATE TABLE it_access
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NULL,
    asset_key BIGINT NOT NULL,
    account TINYINT NOT NULL,
    device TINYINT NOT NULL,
    sharers INT NOT NULL,
    login TINYINT NOT NULL,
    channel TINYINT NOT NULL,
    other_way TINYINT NULL,
    CONSTRAINT pk_it_access PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_it_access_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_it_access_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
