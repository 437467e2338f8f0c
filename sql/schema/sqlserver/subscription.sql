-- Who gets a brief by mail, in which language and how often. The address is personal data and stands here alone: it goes with the row, when
-- the reader or the operator ends the subscription.
CREATE TABLE subscription
(
    id BIGINT NOT NULL,
    address NVARCHAR(254) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisation NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    unit NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    language NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rhythm NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    day_no INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_utc DATETIME2(7) NOT NULL,
    asked_utc DATETIME2(7) NOT NULL,
    confirmed_utc DATETIME2(7) NULL,
    CONSTRAINT pk_subscription PRIMARY KEY (id),
    CONSTRAINT uq_subscription UNIQUE (address, kind, organisation, unit, language, rhythm)
);
