-- parameters: @version bigint
UPDATE store_info SET schema_version = @version WHERE id = 1;
