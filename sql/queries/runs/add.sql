-- parameters: @id bigint, @kind nvarchar(40), @trigger nvarchar(40), @utc datetime2(7)
INSERT INTO run (id, kind, trigger_name, started_utc, ended_utc, outcome, snapshot_id, message)
VALUES (@id, @kind, @trigger, @utc, NULL, 'Running', '', '');
