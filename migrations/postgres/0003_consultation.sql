CREATE TABLE consultation (
    id                UUID PRIMARY KEY,
    slug              TEXT NOT NULL UNIQUE,
    title             TEXT NOT NULL,
    summary           TEXT NOT NULL,
    description       TEXT NOT NULL,
    description_html  TEXT NOT NULL,
    promise           TEXT NOT NULL,
    promise_html      TEXT NOT NULL,
    outcome           TEXT NOT NULL,
    outcome_html      TEXT NOT NULL,
    sanitizer         BIGINT NOT NULL,
    language          TEXT NOT NULL,
    template          TEXT NOT NULL,
    state             TEXT NOT NULL,
    revision          BIGINT NOT NULL,
    import_key        TEXT UNIQUE,
    created_by        UUID REFERENCES account (id),
    created_at        BIGINT NOT NULL,
    updated_at        BIGINT NOT NULL,
    published_at      BIGINT,
    archived_at       BIGINT,
    -- From the phases, for the home page's three lists.
    opens_at          BIGINT NOT NULL,
    closes_at         BIGINT NOT NULL,
    -- Counters, changed in the transaction that changes what they count.
    last_number       BIGINT NOT NULL DEFAULT 0,
    proposal_count    BIGINT NOT NULL DEFAULT 0,
    comment_count     BIGINT NOT NULL DEFAULT 0,
    support_count     BIGINT NOT NULL DEFAULT 0,
    participant_count BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX consultation_by_closing ON consultation (state, closes_at, id);

CREATE TABLE phase (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    name            TEXT NOT NULL,
    description     TEXT NOT NULL,
    method          TEXT NOT NULL,
    starts_at       BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    allows_propose  BOOLEAN NOT NULL,
    allows_comment  BOOLEAN NOT NULL,
    allows_support  BOOLEAN NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX phase_by_consultation ON phase (consultation_id, starts_at);

CREATE TABLE theme (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    label           TEXT NOT NULL,
    position        BIGINT NOT NULL,
    retired         BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX theme_by_consultation ON theme (consultation_id, position);

-- Areas nest; position orders the whole outline, depth is how far an area is nested.
CREATE TABLE area (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    parent_id       UUID REFERENCES area (id),
    label           TEXT NOT NULL,
    position        BIGINT NOT NULL,
    depth           BIGINT NOT NULL,
    retired         BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX area_by_consultation ON area (consultation_id, position);

CREATE TABLE rung (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    count           BIGINT NOT NULL,
    owes            TEXT NOT NULL,
    owner           TEXT NOT NULL,
    within_days     BIGINT NOT NULL,
    UNIQUE (consultation_id, count)
);

-- Who took part in what, once each: the source of participant_count.
CREATE TABLE participant (
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    account_id      UUID NOT NULL REFERENCES account (id),
    since           BIGINT NOT NULL,
    PRIMARY KEY (consultation_id, account_id)
);
CREATE INDEX participant_by_account ON participant (account_id);
