-- The one pointer: what every page, brief and export shows. One row.
CREATE TABLE snapshot_pointer
(
    id BIGINT NOT NULL,
    publication_number BIGINT NULL,
    CONSTRAINT pk_snapshot_pointer PRIMARY KEY (id),
    CONSTRAINT fk_snapshot_pointer_publication_number FOREIGN KEY (publication_number) REFERENCES publication (number)
);
