-- The schema of version 1 as it was before the first dated change: never edited.
-- The columns that ids come from: employer, kind of id, key of the HMAC.
CREATE TABLE alias_kind
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    key_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_alias_kind PRIMARY KEY (id),
    CONSTRAINT uq_alias_kind UNIQUE (organisation, kind, key_id)
);
GO
-- Briefs that were made, with their bytes.
CREATE TABLE brief
(
    id BIGINT NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    language NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    data_date DATE NOT NULL,
    sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    size BIGINT NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    CONSTRAINT pk_brief PRIMARY KEY (id),
    CONSTRAINT uq_brief UNIQUE (kind, organisation, language, snapshot_id)
);
GO
-- Short texts that repeat in fact rows (unit, role, course, AID), each once.
CREATE TABLE code_value
(
    id BIGINT NOT NULL,
    value NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_code_value PRIMARY KEY (id),
    CONSTRAINT uq_code_value UNIQUE (value)
);
GO
-- The configuration ledger: which content of the reviewed files was used from when.
CREATE TABLE configuration_change
(
    id BIGINT NOT NULL,
    hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    recorded_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_configuration_change PRIMARY KEY (id)
);
GO
-- The import ledger: what came, from where, what it replaced and whether its rows count.
-- Rows are never changed by a later delivery: what is in force is a matter of this table alone.
-- place orders the deliveries (a correction takes the place of what it corrects); acts_as is Full or Increment.
CREATE TABLE delivery
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    source NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    profile NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    profile_version NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of DATE NOT NULL,
    mode NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    corrects_id BIGINT NULL,
    acts_as NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    place BIGINT NOT NULL,
    file_name NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    file_size BIGINT NOT NULL,
    content_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    received_utc DATETIME2(7) NOT NULL,
    received_by NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rows_in BIGINT NOT NULL,
    rows_stored BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL,
    replaces_id BIGINT NULL,
    replaced_by_id BIGINT NULL,
    in_force_utc DATETIME2(7) NULL,
    replaced_utc DATETIME2(7) NULL,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_corrects_id FOREIGN KEY (corrects_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaces_id FOREIGN KEY (replaces_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaced_by_id FOREIGN KEY (replaced_by_id) REFERENCES delivery (id)
);
GO
-- Courses. Hours in hundredths; competences are ids separated by line feeds.
CREATE TABLE course
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    programme NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    theme NVARCHAR(MAX) NOT NULL,
    competences NVARCHAR(MAX) NOT NULL,
    hours_hundredths INT NULL,
    completion_hundredths INT NULL,
    digital TINYINT NOT NULL,
    CONSTRAINT pk_course PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_course_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
GO
-- Survey deliveries: which item each byte of the packed answers is, 0-based.
CREATE TABLE delivery_item
(
    delivery_id BIGINT NOT NULL,
    position INT NOT NULL,
    item NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, position),
    CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
GO
-- What was observed about a delivery: a rule with masked arguments, never a row.
CREATE TABLE finding
(
    delivery_id BIGINT NOT NULL,
    ordinal INT NOT NULL,
    rule_code NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    severity NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    line BIGINT NOT NULL,
    column_name NVARCHAR(MAX) NOT NULL,
    found NVARCHAR(MAX) NOT NULL,
    expected NVARCHAR(MAX) NOT NULL,
    occurrences BIGINT NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (delivery_id, ordinal),
    CONSTRAINT fk_finding_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
GO
-- Ids are given out by the program: the next free one per name.
CREATE TABLE id_sequence
(
    name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    next_value BIGINT NOT NULL,
    CONSTRAINT pk_id_sequence PRIMARY KEY (name)
);
GO
-- Who may write now. A lease that is not renewed runs out; token tells one holding from the next.
CREATE TABLE lease
(
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    holder NVARCHAR(MAX) NOT NULL,
    token NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    since_utc DATETIME2(7) NOT NULL,
    expires_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (name)
);
GO
-- A surrogate of one person at one employer; what is known about the person is in the register rows.
CREATE TABLE person
(
    id BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    delivery_id BIGINT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
GO
-- A pseudonym. Facts name the alias, so rows that no register knows yet find their person at the next register.
-- linked_by is the register that named the person.
CREATE TABLE alias
(
    id BIGINT NOT NULL,
    alias_kind_id BIGINT NOT NULL,
    hmac BINARY(32) NOT NULL,
    person_id BIGINT NULL,
    linked_by BIGINT NULL,
    CONSTRAINT pk_alias PRIMARY KEY (id),
    CONSTRAINT uq_alias UNIQUE (alias_kind_id, hmac),
    CONSTRAINT fk_alias_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_alias_person_id FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_alias_linked_by FOREIGN KEY (linked_by) REFERENCES delivery (id)
);
GO
-- Which person a register gives to an alias that was there before; taken over when the register is in force, kept aside while it waits.
CREATE TABLE alias_link
(
    delivery_id BIGINT NOT NULL,
    alias_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    CONSTRAINT pk_alias_link PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_link_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_link_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_alias_link_person_id FOREIGN KEY (person_id) REFERENCES person (id)
);
GO
-- The staff register, one row an employment. Days are day numbers (1 = 0001-01-02); valid_from 0 = always, valid_to 2147483647 = until further notice.
-- A protected person has no unit, role, AID code or birth year here.
CREATE TABLE employment
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NOT NULL,
    employment_number INT NOT NULL,
    unit_id BIGINT NULL,
    role_id BIGINT NULL,
    aid_id BIGINT NULL,
    aid_version_id BIGINT NULL,
    aid_letter_id BIGINT NULL,
    form TINYINT NOT NULL,
    degree_hundredths INT NOT NULL,
    valid_from INT NOT NULL,
    valid_to INT NOT NULL,
    full_time_absent TINYINT NOT NULL,
    recent_hours TINYINT NOT NULL,
    birth_year SMALLINT NOT NULL,
    gender TINYINT NOT NULL,
    account TINYINT NOT NULL,
    device TINYINT NOT NULL,
    channel TINYINT NOT NULL,
    offer TINYINT NOT NULL,
    protected TINYINT NOT NULL,
    CONSTRAINT pk_employment PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_employment_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_employment_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
GO
-- Snapshots as packed content, found by the hash of the content; the same cells are rows in published_cell.
CREATE TABLE published_snapshot
(
    number BIGINT NOT NULL,
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    data_date DATE NOT NULL,
    method_version NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    synthetic TINYINT NOT NULL,
    threshold INT NOT NULL,
    floor_level INT NOT NULL,
    CONSTRAINT pk_published_snapshot PRIMARY KEY (number),
    CONSTRAINT uq_published_snapshot UNIQUE (id)
);
GO
-- Every flip of the pointer, withdrawn ones included.
CREATE TABLE publication
(
    number BIGINT NOT NULL,
    snapshot_number BIGINT NOT NULL,
    published_utc DATETIME2(7) NOT NULL,
    withdrawn_utc DATETIME2(7) NULL,
    withdrawn_reason NVARCHAR(MAX) NULL,
    CONSTRAINT pk_publication PRIMARY KEY (number),
    CONSTRAINT fk_publication_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
GO
-- The competences of the framework of a snapshot.
CREATE TABLE published_competence
(
    snapshot_number BIGINT NOT NULL,
    id NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    area_id NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ordinal INT NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    area_name_sv NVARCHAR(MAX) NOT NULL,
    area_name_en NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_published_competence PRIMARY KEY (snapshot_number, id),
    CONSTRAINT fk_published_competence_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
GO
-- Organisations of a snapshot.
CREATE TABLE published_organisation
(
    snapshot_number BIGINT NOT NULL,
    code NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    short_name NVARCHAR(MAX) NOT NULL,
    data_date DATE NOT NULL,
    CONSTRAINT pk_published_organisation PRIMARY KEY (snapshot_number, code),
    CONSTRAINT fk_published_organisation_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
GO
-- Departments and units of a wave as published, after merging small ones.
CREATE TABLE published_scope
(
    snapshot_number BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    parent_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ordinal INT NOT NULL,
    CONSTRAINT pk_published_scope PRIMARY KEY (snapshot_number, organisation, wave, code),
    CONSTRAINT fk_published_scope_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
GO
-- Published tables of a snapshot, in its order.
CREATE TABLE published_table
(
    snapshot_number BIGINT NOT NULL,
    table_no INT NOT NULL,
    measure NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    breakdown NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    item NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of DATE NOT NULL,
    CONSTRAINT pk_published_table PRIMARY KEY (snapshot_number, table_no),
    CONSTRAINT fk_published_table_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
GO
-- Rows (groups) of a published table.
CREATE TABLE published_row
(
    snapshot_number BIGINT NOT NULL,
    table_no INT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    category NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_published_row PRIMARY KEY (snapshot_number, table_no, row_no),
    CONSTRAINT fk_published_row_table_no FOREIGN KEY (snapshot_number, table_no) REFERENCES published_table (snapshot_number, table_no)
);
GO
-- Cells as disclosed: a number, a class, or hidden or not applicable with a reason. NULL never means zero.
CREATE TABLE published_cell
(
    snapshot_number BIGINT NOT NULL,
    table_no INT NOT NULL,
    row_no INT NOT NULL,
    column_no INT NOT NULL,
    column_code NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    estimate FLOAT(53) NULL,
    decimals INT NOT NULL,
    respondents INT NULL,
    population INT NULL,
    interval_method NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    interval_low FLOAT(53) NULL,
    interval_high FLOAT(53) NULL,
    plain_method NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    plain_low FLOAT(53) NULL,
    plain_high FLOAT(53) NULL,
    standard_error FLOAT(53) NULL,
    standard_error_fpc FLOAT(53) NULL,
    degrees_of_freedom FLOAT(53) NULL,
    class_kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    class_count INT NULL,
    CONSTRAINT pk_published_cell PRIMARY KEY (snapshot_number, table_no, row_no, column_no),
    CONSTRAINT fk_published_cell_row_no FOREIGN KEY (snapshot_number, table_no, row_no) REFERENCES published_row (snapshot_number, table_no, row_no)
);
GO
-- Waves of a snapshot, per organisation.
CREATE TABLE published_wave
(
    snapshot_number BIGINT NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_sv NVARCHAR(MAX) NOT NULL,
    name_en NVARCHAR(MAX) NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    opens DATE NOT NULL,
    closes DATE NOT NULL,
    reference_date DATE NOT NULL,
    linked TINYINT NOT NULL,
    consent TINYINT NOT NULL,
    release_number INT NOT NULL,
    release_waits TINYINT NOT NULL,
    CONSTRAINT pk_published_wave PRIMARY KEY (snapshot_number, organisation, wave),
    CONSTRAINT fk_published_wave_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
);
GO
-- Required level per role and competence.
CREATE TABLE requirement
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    role NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    role_name NVARCHAR(MAX) NOT NULL,
    competence NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level INT NOT NULL,
    mandatory TINYINT NOT NULL,
    CONSTRAINT pk_requirement PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_requirement_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
GO
-- Survey answers, one row an answer: one byte per item (a level or an answer code), in the order of delivery_item.
-- submitted is in ticks of the source's local time, 0 = unknown; the background is as answered.
CREATE TABLE response
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    row_key BIGINT NOT NULL,
    alias_id BIGINT NULL,
    answers VARBINARY(MAX) NOT NULL,
    importance VARBINARY(MAX) NULL,
    submitted BIGINT NOT NULL,
    complete TINYINT NOT NULL,
    channel TINYINT NOT NULL,
    unit_id BIGINT NULL,
    role_id BIGINT NULL,
    gender TINYINT NOT NULL,
    birth_year SMALLINT NOT NULL,
    form TINYINT NOT NULL,
    device TINYINT NOT NULL,
    CONSTRAINT pk_response PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_response_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_response_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
);
GO
-- Runs of the nightly chain or a part of it; ours, so that they survive a restart.
CREATE TABLE run
(
    id BIGINT NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    trigger_name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_utc DATETIME2(7) NOT NULL,
    ended_utc DATETIME2(7) NULL,
    outcome NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    snapshot_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_run PRIMARY KEY (id)
);
GO
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
GO
-- Every dated change of the schema that this store has, whether it was applied or came with the end state.
CREATE TABLE schema_change
(
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version BIGINT NOT NULL,
    applied_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_schema_change PRIMARY KEY (name)
);
GO
-- The one pointer: what every page, brief and export shows. One row.
CREATE TABLE snapshot_pointer
(
    id BIGINT NOT NULL,
    publication_number BIGINT NULL,
    CONSTRAINT pk_snapshot_pointer PRIMARY KEY (id),
    CONSTRAINT fk_snapshot_pointer_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
);
GO
-- The store itself, one row: the version of its schema, and whether it is synthetic for ever.
CREATE TABLE store_info
(
    id BIGINT NOT NULL,
    schema_version BIGINT NOT NULL,
    synthetic BIGINT NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_store_info PRIMARY KEY (id)
);
GO
-- Training records, one row a person and course. Days are day numbers, 0 = unknown or not finished.
CREATE TABLE training
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    line INT NOT NULL,
    alias_id BIGINT NULL,
    course_id BIGINT NOT NULL,
    enrolled INT NOT NULL,
    finished INT NOT NULL,
    hours_hundredths INT NOT NULL,
    status TINYINT NOT NULL,
    CONSTRAINT pk_training PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_training_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_training_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_training_course_id FOREIGN KEY (course_id) REFERENCES code_value (id)
);
GO
-- Units, one row a unit and period. Predecessors are codes separated by line feeds.
CREATE TABLE unit
(
    delivery_id BIGINT NOT NULL,
    row_no INT NOT NULL,
    code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(MAX) NOT NULL,
    parent_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    level NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    operation NVARCHAR(MAX) NOT NULL,
    valid_from INT NOT NULL,
    valid_to INT NULL,
    predecessors NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_unit_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
);
GO
-- What was decided when a wave opened and never changes: structure, merges, thresholds.
CREATE TABLE wave_freeze
(
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    frozen_utc DATETIME2(7) NOT NULL,
    CONSTRAINT pk_wave_freeze PRIMARY KEY (organisation, wave)
);
GO
-- The release log: the tables of a wave as released, and who contributed, packed.
CREATE TABLE wave_release
(
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    wave NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    contributors VARBINARY(MAX) NOT NULL,
    stamp NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason NVARCHAR(MAX) NOT NULL,
    released_utc DATETIME2(7) NOT NULL,
    publication_number BIGINT NOT NULL,
    withdrawn_utc DATETIME2(7) NULL,
    CONSTRAINT pk_wave_release PRIMARY KEY (organisation, wave, number),
    CONSTRAINT fk_wave_release_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
);
GO
CREATE INDEX ix_delivery_organisation ON delivery (organisation, kind, status);
GO
-- Competences of the framework, in its order.
CREATE VIEW mart_dim_competence AS
SELECT c.id AS competence, c.area_id, c.ordinal, c.name_sv, c.name_en, c.area_name_sv, c.area_name_en
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_competence c ON c.snapshot_number = p.snapshot_number;
GO
-- Organisations.
CREATE VIEW mart_dim_organisation AS
SELECT o.code AS organisation, o.name_sv, o.name_en, o.short_name, o.data_date
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_organisation o ON o.snapshot_number = p.snapshot_number;
GO
-- Departments and units as published in each wave; scope_key joins mart_fact_cell.
CREATE VIEW mart_dim_scope AS
SELECT CONCAT(s.organisation, '|', s.wave, '|', s.code) AS scope_key, s.organisation, s.wave, s.code, s.name, s.parent_code, s.level, s.ordinal
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_scope s ON s.snapshot_number = p.snapshot_number;
GO
-- The published snapshot, one row: name it beside every figure.
CREATE VIEW mart_dim_snapshot AS
SELECT s.id AS snapshot_id, s.data_date, s.method_version, s.synthetic, s.threshold, s.floor_level, p.published_utc
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_snapshot s ON s.number = p.snapshot_number;
GO
-- Waves per organisation; wave_key joins mart_fact_cell.
CREATE VIEW mart_dim_wave AS
SELECT CONCAT(w.organisation, '|', w.wave) AS wave_key, w.organisation, w.wave, w.name_sv, w.name_en, w.state,
    w.opens, w.closes, w.reference_date, w.linked, w.consent, w.release_number
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_wave w ON w.snapshot_number = p.snapshot_number;
GO
-- One row a published cell, grain: table (measure, level, breakdown, item), group and column. Only what disclosure control cleared:
-- estimate is NULL unless state is Value, and suppressed_reason says why. Shares and means must not be summed.
CREATE VIEW mart_fact_cell AS
SELECT t.measure, t.organisation, t.wave, CONCAT(t.organisation, '|', t.wave) AS wave_key,
    CONCAT(t.organisation, '|', t.wave, '|', r.code) AS scope_key, t.level, t.breakdown, t.item, t.as_of, r.code, r.category,
    r.name_sv, r.name_en, c.column_code, c.state, c.reason AS suppressed_reason, c.estimate, c.decimals, c.respondents,
    c.population, c.interval_method, c.interval_low, c.interval_high, c.plain_method, c.plain_low, c.plain_high,
    c.standard_error, c.standard_error_fpc, c.degrees_of_freedom, c.class_kind, c.class_count
FROM snapshot_pointer x
INNER JOIN publication p ON p.number = x.publication_number
INNER JOIN published_table t ON t.snapshot_number = p.snapshot_number
INNER JOIN published_row r ON r.snapshot_number = t.snapshot_number AND r.table_no = t.table_no
INNER JOIN published_cell c ON c.snapshot_number = r.snapshot_number AND c.table_no = r.table_no AND c.row_no = r.row_no;
GO
-- The packed answers unpacked, one row an answer and item. For the owner login only: it is granted to nobody.
CREATE VIEW response_answer AS
SELECT r.delivery_id, r.row_no, r.row_key, i.position, i.item, CAST(SUBSTRING(r.answers, i.position + 1, 1) AS TINYINT) AS answer
FROM response r
INNER JOIN delivery_item i ON i.delivery_id = r.delivery_id;
