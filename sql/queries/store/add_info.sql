-- parameters: @version bigint, @synthetic bigint, @utc datetime2(7)
INSERT INTO store_info (id, schema_version, synthetic, created_utc)
VALUES (1, @version, @synthetic, @utc);
