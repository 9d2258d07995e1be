CREATE TABLE consultation (
    id                BLOB PRIMARY KEY,
    slug              TEXT NOT NULL UNIQUE,
    title             TEXT NOT NULL,
    summary           TEXT NOT NULL,
    description       TEXT NOT NULL,
    description_html  TEXT NOT NULL,
    promise           TEXT NOT NULL,
    promise_html      TEXT NOT NULL,
    outcome           TEXT NOT NULL,
    outcome_html      TEXT NOT NULL,
    sanitizer         INTEGER NOT NULL,
    language          TEXT NOT NULL,
    template          TEXT NOT NULL,
    state             TEXT NOT NULL,
    revision          INTEGER NOT NULL,
    import_key        TEXT UNIQUE,
    created_by        BLOB REFERENCES account (id),
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    published_at      INTEGER,
    archived_at       INTEGER,
    -- From the phases, for the home page's three lists.
    opens_at          INTEGER NOT NULL,
    closes_at         INTEGER NOT NULL,
    -- Counters, changed in the transaction that changes what they count.
    last_number       INTEGER NOT NULL DEFAULT 0,
    proposal_count    INTEGER NOT NULL DEFAULT 0,
    comment_count     INTEGER NOT NULL DEFAULT 0,
    support_count     INTEGER NOT NULL DEFAULT 0,
    participant_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX consultation_by_closing ON consultation (state, closes_at, id);

CREATE TABLE phase (
    id              BLOB PRIMARY KEY,
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    name            TEXT NOT NULL,
    description     TEXT NOT NULL,
    method          TEXT NOT NULL,
    starts_at       INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    allows_propose  BOOLEAN NOT NULL,
    allows_comment  BOOLEAN NOT NULL,
    allows_support  BOOLEAN NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX phase_by_consultation ON phase (consultation_id, starts_at);

CREATE TABLE theme (
    id              BLOB PRIMARY KEY,
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    label           TEXT NOT NULL,
    position        INTEGER NOT NULL,
    retired         BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX theme_by_consultation ON theme (consultation_id, position);

-- Areas nest; position orders the whole outline, depth is how far an area is nested.
CREATE TABLE area (
    id              BLOB PRIMARY KEY,
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    parent_id       BLOB REFERENCES area (id),
    label           TEXT NOT NULL,
    position        INTEGER NOT NULL,
    depth           INTEGER NOT NULL,
    retired         BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX area_by_consultation ON area (consultation_id, position);

CREATE TABLE rung (
    id              BLOB PRIMARY KEY,
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    count           INTEGER NOT NULL,
    owes            TEXT NOT NULL,
    owner           TEXT NOT NULL,
    within_days     INTEGER NOT NULL,
    UNIQUE (consultation_id, count)
);

-- Who took part in what, once each: the source of participant_count.
CREATE TABLE participant (
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    account_id      BLOB NOT NULL REFERENCES account (id),
    since           INTEGER NOT NULL,
    PRIMARY KEY (consultation_id, account_id)
);
CREATE INDEX participant_by_account ON participant (account_id);
