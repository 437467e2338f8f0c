-- parameters: @number bigint, @snapshot bigint, @utc datetime2(7)
INSERT INTO publication (number, snapshot_number, published_utc)
VALUES (@number, @snapshot, @utc);
