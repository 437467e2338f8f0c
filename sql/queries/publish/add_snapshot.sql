-- parameters: @number bigint, @id nvarchar(64), @content varbinary(max), @data_date date, @method_version nvarchar(40), @synthetic bigint, @threshold bigint, @floor bigint
INSERT INTO published_snapshot (number, id, content, data_date, method_version, synthetic, threshold, floor_level)
VALUES (@number, @id, @content, @data_date, @method_version, @synthetic, @threshold, @floor);
