CREATE INDEX ix_delivery_organisation ON delivery (organisation, kind, status);
