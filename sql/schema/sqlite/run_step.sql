-- Steps of a run.
CREATE TABLE run_step
(
    run_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    step TEXT NOT NULL,
    started_utc TEXT NOT NULL,
    ended_utc TEXT NULL,
    outcome TEXT NOT NULL,
    result_count INTEGER NOT NULL,
    message TEXT NOT NULL,
    CONSTRAINT pk_run_step PRIMARY KEY (run_id, ordinal),
    CONSTRAINT fk_run_step_run_id FOREIGN KEY (run_id) REFERENCES run (id)
) STRICT, WITHOUT ROWID;
