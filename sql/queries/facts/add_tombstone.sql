-- parameters: @alias_kind bigint, @hmac binary(32), @erased_on date, @blocked tinyint
INSERT INTO tombstone (alias_kind_id, hmac, erased_on, blocked, used_by, salted)
VALUES (@alias_kind, @hmac, @erased_on, @blocked, NULL, 1);
