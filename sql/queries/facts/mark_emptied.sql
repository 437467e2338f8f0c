-- parameters: @organisation nvarchar(20), @current nvarchar(100), @utc datetime2(7)
UPDATE alias_kind SET emptied_utc = @utc
WHERE organisation = @organisation AND key_id <> @current AND emptied_utc IS NULL
    AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.alias_kind_id = alias_kind.id)
    AND NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.alias_kind_id = alias_kind.id);
