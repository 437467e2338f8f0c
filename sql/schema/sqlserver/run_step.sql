-- Steps of a run.
CREATE TABLE run_step
(
    run_id BIGINT NOT NULL,
    ordinal INT NOT NULL,
    step NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_utc DATETIME2(7) NOT NULL,
    ended_utc DATETIME2(7) NULL,
    outcome NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    result_count BIGINT NOT NULL,
    message NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_run_step PRIMARY KEY (run_id, ordinal),
    CONSTRAINT fk_run_step_run_id FOREIGN KEY (run_id) REFERENCES run (id)
);
