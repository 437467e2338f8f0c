-- Who gets a brief by mail, in which language and how often. The address is personal data and stands here alone: it goes with the row, when
-- the reader or the operator ends the subscription.
CREATE TABLE subscription
(
    id INTEGER NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    unit TEXT NOT NULL,
    language TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    day_no INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_utc TEXT NOT NULL,
    asked_utc TEXT NOT NULL,
    confirmed_utc TEXT NULL,
    CONSTRAINT pk_subscription PRIMARY KEY (id),
    CONSTRAINT uq_subscription UNIQUE (address, kind, organisation, unit, language, rhythm)
) STRICT;
