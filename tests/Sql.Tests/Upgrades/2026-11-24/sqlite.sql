-- The schema of version 1 as it was before the first dated change: never edited.
-- The columns that ids come from: employer, kind of id, key of the HMAC.
CREATE TABLE alias_kind
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    key_id TEXT NOT NULL,
    CONSTRAINT pk_alias_kind PRIMARY KEY (id),
    CONSTRAINT uq_alias_kind UNIQUE (organisation, kind, key_id)
) STRICT;
GO
-- Briefs that were made, with their bytes.
CREATE TABLE brief
(
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    language TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    data_date TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_utc TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_brief PRIMARY KEY (id),
    CONSTRAINT uq_brief UNIQUE (kind, organisation, language, snapshot_id)
) STRICT;
GO
-- Short texts that repeat in fact rows (unit, role, course, AID), each once.
CREATE TABLE code_value
(
    id INTEGER NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_code_value PRIMARY KEY (id),
    CONSTRAINT uq_code_value UNIQUE (value)
) STRICT;
GO
-- The configuration ledger: which content of the reviewed files was used from when.
CREATE TABLE configuration_change
(
    id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    recorded_utc TEXT NOT NULL,
    CONSTRAINT pk_configuration_change PRIMARY KEY (id)
) STRICT;
GO
-- The import ledger: what came, from where, what it replaced and whether its rows count.
-- Rows are never changed by a later delivery: what is in force is a matter of this table alone.
-- place orders the deliveries (a correction takes the place of what it corrects); acts_as is Full or Increment.
CREATE TABLE delivery
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    profile TEXT NOT NULL,
    profile_version TEXT NOT NULL,
    wave TEXT NOT NULL,
    as_of TEXT NOT NULL,
    mode TEXT NOT NULL,
    corrects_id INTEGER NULL,
    acts_as TEXT NOT NULL,
    place INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    received_utc TEXT NOT NULL,
    received_by TEXT NOT NULL,
    status TEXT NOT NULL,
    rows_in INTEGER NOT NULL,
    rows_stored INTEGER NOT NULL,
    rows_quarantined INTEGER NOT NULL,
    replaces_id INTEGER NULL,
    replaced_by_id INTEGER NULL,
    in_force_utc TEXT NULL,
    replaced_utc TEXT NULL,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_corrects_id FOREIGN KEY (corrects_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaces_id FOREIGN KEY (replaces_id) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_replaced_by_id FOREIGN KEY (replaced_by_id) REFERENCES delivery (id)
) STRICT;
GO
-- Courses. Hours in hundredths; competences are ids separated by line feeds.
CREATE TABLE course
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    programme TEXT NOT NULL,
    theme TEXT NOT NULL,
    competences TEXT NOT NULL,
    hours_hundredths INTEGER NULL,
    completion_hundredths INTEGER NULL,
    digital INTEGER NOT NULL,
    CONSTRAINT pk_course PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_course_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
GO
-- Survey deliveries: which item each byte of the packed answers is, 0-based.
CREATE TABLE delivery_item
(
    delivery_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, position),
    CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
GO
-- What was observed about a delivery: a rule with masked arguments, never a row.
CREATE TABLE finding
(
    delivery_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    rule_code TEXT NOT NULL,
    severity TEXT NOT NULL,
    line INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    found TEXT NOT NULL,
    expected TEXT NOT NULL,
    occurrences INTEGER NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (delivery_id, ordinal),
    CONSTRAINT fk_finding_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
GO
-- Ids are given out by the program: the next free one per name.
CREATE TABLE id_sequence
(
    name TEXT NOT NULL,
    next_value INTEGER NOT NULL,
    CONSTRAINT pk_id_sequence PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
GO
-- Who may write now. A lease that is not renewed runs out; token tells one holding from the next.
CREATE TABLE lease
(
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    token TEXT NOT NULL,
    since_utc TEXT NOT NULL,
    expires_utc TEXT NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
GO
-- A surrogate of one person at one employer; what is known about the person is in the register rows.
CREATE TABLE person
(
    id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    delivery_id INTEGER NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT;
GO
-- A pseudonym. Facts name the alias, so rows that no register knows yet find their person at the next register.
-- linked_by is the register that named the person.
CREATE TABLE alias
(
    id INTEGER NOT NULL,
    alias_kind_id INTEGER NOT NULL,
    hmac BLOB NOT NULL,
    person_id INTEGER NULL,
    linked_by INTEGER NULL,
    CONSTRAINT pk_alias PRIMARY KEY (id),
    CONSTRAINT uq_alias UNIQUE (alias_kind_id, hmac),
    CONSTRAINT fk_alias_alias_kind_id FOREIGN KEY (alias_kind_id) REFERENCES alias_kind (id),
    CONSTRAINT fk_alias_person_id FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_alias_linked_by FOREIGN KEY (linked_by) REFERENCES delivery (id)
) STRICT;
GO
-- Which person a register gives to an alias that was there before; taken over when the register is in force, kept aside while it waits.
CREATE TABLE alias_link
(
    delivery_id INTEGER NOT NULL,
    alias_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    CONSTRAINT pk_alias_link PRIMARY KEY (delivery_id, alias_id),
    CONSTRAINT fk_alias_link_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_alias_link_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_alias_link_person_id FOREIGN KEY (person_id) REFERENCES person (id)
) STRICT, WITHOUT ROWID;
GO
-- The staff register, one row an employment. Days are day numbers (1 = 0001-01-02); valid_from 0 = always, valid_to 2147483647 = until further notice.
-- A protected person has no unit, role, AID code or birth year here.
CREATE TABLE employment
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    alias_id INTEGER NOT NULL,
    employment_number INTEGER NOT NULL,
    unit_id INTEGER NULL,
    role_id INTEGER NULL,
    aid_id INTEGER NULL,
    aid_version_id INTEGER NULL,
    aid_letter_id INTEGER NULL,
    form INTEGER NOT NULL,
    degree_hundredths INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    full_time_absent INTEGER NOT NULL,
    recent_hours INTEGER NOT NULL,
    birth_year INTEGER NOT NULL,
    gender INTEGER NOT NULL,
    account INTEGER NOT NULL,
    device INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    protected INTEGER NOT NULL,
    CONSTRAINT pk_employment PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_employment_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_employment_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
) STRICT, WITHOUT ROWID;
GO
-- Snapshots as packed content, found by the hash of the content; the same cells are rows in published_cell.
CREATE TABLE published_snapshot
(
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    content BLOB NOT NULL,
    data_date TEXT NOT NULL,
    method_version TEXT NOT NULL,
    synthetic INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    floor_level INTEGER NOT NULL,
    CONSTRAINT pk_published_snapshot PRIMARY KEY (number),
    CONSTRAINT uq_published_snapshot UNIQUE (id)
) STRICT;
GO
-- Every flip of the pointer, withdrawn ones included.
CREATE TABLE publication
(
    number INTEGER NOT NULL,
    snapshot_number INTEGER NOT NULL,
    published_utc TEXT NOT NULL,
    withdrawn_utc TEXT NULL,
    withdrawn_reason TEXT NULL,
    CONSTRAINT pk_publication PRIMARY KEY (number),
    CONSTRAINT fk_publication_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT;
GO
-- The competences of the framework of a snapshot.
CREATE TABLE published_competence
(
    snapshot_number INTEGER NOT NULL,
    id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    area_name_sv TEXT NOT NULL,
    area_name_en TEXT NOT NULL,
    CONSTRAINT pk_published_competence PRIMARY KEY (snapshot_number, id),
    CONSTRAINT fk_published_competence_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
GO
-- Organisations of a snapshot.
CREATE TABLE published_organisation
(
    snapshot_number INTEGER NOT NULL,
    code TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short_name TEXT NOT NULL,
    data_date TEXT NOT NULL,
    CONSTRAINT pk_published_organisation PRIMARY KEY (snapshot_number, code),
    CONSTRAINT fk_published_organisation_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
GO
-- Departments and units of a wave as published, after merging small ones.
CREATE TABLE published_scope
(
    snapshot_number INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    level TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    CONSTRAINT pk_published_scope PRIMARY KEY (snapshot_number, organisation, wave, code),
    CONSTRAINT fk_published_scope_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
GO
-- Published tables of a snapshot, in its order.
CREATE TABLE published_table
(
    snapshot_number INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    measure TEXT NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    level TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    item TEXT NOT NULL,
    as_of TEXT NOT NULL,
    CONSTRAINT pk_published_table PRIMARY KEY (snapshot_number, table_no),
    CONSTRAINT fk_published_table_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
GO
-- Rows (groups) of a published table.
CREATE TABLE published_row
(
    snapshot_number INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    category TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT pk_published_row PRIMARY KEY (snapshot_number, table_no, row_no),
    CONSTRAINT fk_published_row_table_no FOREIGN KEY (snapshot_number, table_no) REFERENCES published_table (snapshot_number, table_no)
) STRICT, WITHOUT ROWID;
GO
-- Cells as disclosed: a number, a class, or hidden or not applicable with a reason. NULL never means zero.
CREATE TABLE published_cell
(
    snapshot_number INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    column_no INTEGER NOT NULL,
    column_code TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    estimate REAL NULL,
    decimals INTEGER NOT NULL,
    respondents INTEGER NULL,
    population INTEGER NULL,
    interval_method TEXT NOT NULL,
    interval_low REAL NULL,
    interval_high REAL NULL,
    plain_method TEXT NOT NULL,
    plain_low REAL NULL,
    plain_high REAL NULL,
    standard_error REAL NULL,
    standard_error_fpc REAL NULL,
    degrees_of_freedom REAL NULL,
    class_kind TEXT NOT NULL,
    class_count INTEGER NULL,
    CONSTRAINT pk_published_cell PRIMARY KEY (snapshot_number, table_no, row_no, column_no),
    CONSTRAINT fk_published_cell_row_no FOREIGN KEY (snapshot_number, table_no, row_no) REFERENCES published_row (snapshot_number, table_no, row_no)
) STRICT, WITHOUT ROWID;
GO
-- Waves of a snapshot, per organisation.
CREATE TABLE published_wave
(
    snapshot_number INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    state TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    reference_date TEXT NOT NULL,
    linked INTEGER NOT NULL,
    consent INTEGER NOT NULL,
    release_number INTEGER NOT NULL,
    release_waits INTEGER NOT NULL,
    CONSTRAINT pk_published_wave PRIMARY KEY (snapshot_number, organisation, wave),
    CONSTRAINT fk_published_wave_snapshot_number FOREIGN KEY (snapshot_number) REFERENCES published_snapshot (number)
) STRICT, WITHOUT ROWID;
GO
-- Required level per role and competence.
CREATE TABLE requirement
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    role TEXT NOT NULL,
    role_name TEXT NOT NULL,
    competence TEXT NOT NULL,
    level INTEGER NOT NULL,
    mandatory INTEGER NOT NULL,
    CONSTRAINT pk_requirement PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_requirement_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
GO
-- Survey answers, one row an answer: one byte per item (a level or an answer code), in the order of delivery_item.
-- submitted is in ticks of the source's local time, 0 = unknown; the background is as answered.
CREATE TABLE response
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row_key INTEGER NOT NULL,
    alias_id INTEGER NULL,
    answers BLOB NOT NULL,
    importance BLOB NULL,
    submitted INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    unit_id INTEGER NULL,
    role_id INTEGER NULL,
    gender INTEGER NOT NULL,
    birth_year INTEGER NOT NULL,
    form INTEGER NOT NULL,
    device INTEGER NOT NULL,
    CONSTRAINT pk_response PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_response_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_response_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id)
) STRICT, WITHOUT ROWID;
GO
-- Runs of the nightly chain or a part of it; ours, so that they survive a restart.
CREATE TABLE run
(
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    trigger_name TEXT NOT NULL,
    started_utc TEXT NOT NULL,
    ended_utc TEXT NULL,
    outcome TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    message TEXT NOT NULL,
    CONSTRAINT pk_run PRIMARY KEY (id)
) STRICT;
GO
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
GO
-- Every dated change of the schema that this store has, whether it was applied or came with the end state.
CREATE TABLE schema_change
(
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    applied_utc TEXT NOT NULL,
    CONSTRAINT pk_schema_change PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
GO
-- The one pointer: what every page, brief and export shows. One row.
CREATE TABLE snapshot_pointer
(
    id INTEGER NOT NULL,
    publication_number INTEGER NULL,
    CONSTRAINT pk_snapshot_pointer PRIMARY KEY (id),
    CONSTRAINT fk_snapshot_pointer_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
) STRICT;
GO
-- The store itself, one row: the version of its schema, and whether it is synthetic for ever.
CREATE TABLE store_info
(
    id INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    synthetic INTEGER NOT NULL,
    created_utc TEXT NOT NULL,
    CONSTRAINT pk_store_info PRIMARY KEY (id)
) STRICT;
GO
-- Training records, one row a person and course. Days are day numbers, 0 = unknown or not finished.
CREATE TABLE training
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line INTEGER NOT NULL,
    alias_id INTEGER NULL,
    course_id INTEGER NOT NULL,
    enrolled INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    hours_hundredths INTEGER NOT NULL,
    status INTEGER NOT NULL,
    CONSTRAINT pk_training PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_training_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id),
    CONSTRAINT fk_training_alias_id FOREIGN KEY (alias_id) REFERENCES alias (id),
    CONSTRAINT fk_training_course_id FOREIGN KEY (course_id) REFERENCES code_value (id)
) STRICT, WITHOUT ROWID;
GO
-- Units, one row a unit and period. Predecessors are codes separated by line feeds.
CREATE TABLE unit
(
    delivery_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    level TEXT NOT NULL,
    operation TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NULL,
    predecessors TEXT NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (delivery_id, row_no),
    CONSTRAINT fk_unit_delivery_id FOREIGN KEY (delivery_id) REFERENCES delivery (id)
) STRICT, WITHOUT ROWID;
GO
-- What was decided when a wave opened and never changes: structure, merges, thresholds.
CREATE TABLE wave_freeze
(
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    content BLOB NOT NULL,
    frozen_utc TEXT NOT NULL,
    CONSTRAINT pk_wave_freeze PRIMARY KEY (organisation, wave)
) STRICT;
GO
-- The release log: the tables of a wave as released, and who contributed, packed.
CREATE TABLE wave_release
(
    organisation TEXT NOT NULL,
    wave TEXT NOT NULL,
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    contributors BLOB NOT NULL,
    stamp TEXT NOT NULL,
    reason TEXT NOT NULL,
    released_utc TEXT NOT NULL,
    publication_number INTEGER NOT NULL,
    withdrawn_utc TEXT NULL,
    CONSTRAINT pk_wave_release PRIMARY KEY (organisation, wave, number),
    CONSTRAINT fk_wave_release_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
) STRICT;
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
SELECT r.delivery_id, r.row_no, r.row_key, i.position, i.item,
    (INSTR('0123456789ABCDEF', SUBSTR(HEX(SUBSTR(r.answers, i.position + 1, 1)), 1, 1)) - 1) * 16
        + INSTR('0123456789ABCDEF', SUBSTR(HEX(SUBSTR(r.answers, i.position + 1, 1)), 2, 1)) - 1 AS answer
FROM response r
INNER JOIN delivery_item i ON i.delivery_id = r.delivery_id;
