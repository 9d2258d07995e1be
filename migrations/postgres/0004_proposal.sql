CREATE TABLE proposal (
    id                     UUID PRIMARY KEY,
    consultation_id        UUID NOT NULL REFERENCES consultation (id),
    number                 BIGINT NOT NULL,
    author_id              UUID NOT NULL REFERENCES account (id),
    title                  TEXT NOT NULL,
    body                   TEXT NOT NULL,
    body_html              TEXT NOT NULL,
    sanitizer              BIGINT NOT NULL,
    language               TEXT NOT NULL,
    theme_id               UUID REFERENCES theme (id),
    area_id                UUID REFERENCES area (id),
    status                 TEXT NOT NULL,
    merged_into            UUID REFERENCES proposal (id),
    revision               BIGINT NOT NULL,
    created_at             BIGINT NOT NULL,
    updated_at             BIGINT NOT NULL,
    -- The reason a moderator gave, while it is hidden.
    hidden_reason          TEXT,
    hidden_at              BIGINT,
    -- Listed: neither hidden nor withdrawn nor merged. Kept with the columns it follows from, for the indexes.
    listed                 BOOLEAN NOT NULL,
    -- Counted signatures (rows of support), supports brought in from elsewhere without a known supporter,
    -- and their sum, by which lists are ordered.
    support_count          BIGINT NOT NULL DEFAULT 0,
    imported_support_count BIGINT NOT NULL DEFAULT 0,
    support_total          BIGINT NOT NULL DEFAULT 0,
    comment_count          BIGINT NOT NULL DEFAULT 0,
    -- A random number for life, and the place in today's fair order that follows from it.
    lot                    BIGINT NOT NULL,
    fair_rank              BIGINT NOT NULL,
    submit_key             UUID UNIQUE,
    import_key             TEXT UNIQUE,
    UNIQUE (consultation_id, number)
);
CREATE INDEX proposal_fair ON proposal (consultation_id, listed, fair_rank, id);
CREATE INDEX proposal_newest ON proposal (consultation_id, listed, created_at, id);
CREATE INDEX proposal_supported ON proposal (consultation_id, listed, support_total, id);
CREATE INDEX proposal_discussed ON proposal (consultation_id, listed, comment_count, id);
CREATE INDEX proposal_by_author ON proposal (author_id, created_at);

CREATE TABLE proposal_revision (
    proposal_id UUID NOT NULL REFERENCES proposal (id),
    revision    BIGINT NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    theme_id    UUID,
    area_id     UUID,
    editor_id   UUID NOT NULL REFERENCES account (id),
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (proposal_id, revision)
);

-- One row a person and proposal: the constraint that makes a support count once.
CREATE TABLE support (
    proposal_id UUID NOT NULL REFERENCES proposal (id),
    account_id  UUID NOT NULL REFERENCES account (id),
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (proposal_id, account_id)
);
CREATE INDEX support_by_account ON support (account_id, created_at);

-- What the city owes or gave as an answer. Owed ones come from a rung, once each.
CREATE TABLE response (
    id           UUID PRIMARY KEY,
    proposal_id  UUID NOT NULL REFERENCES proposal (id),
    rung_id      UUID,
    rung_count   BIGINT,
    owes         TEXT NOT NULL,
    owner        TEXT NOT NULL,
    reached_at   BIGINT,
    due_at       BIGINT,
    answered_at  BIGINT,
    answered_by  UUID REFERENCES account (id),
    status       TEXT,
    body         TEXT NOT NULL,
    body_html    TEXT NOT NULL,
    sanitizer    BIGINT NOT NULL,
    language     TEXT NOT NULL,
    UNIQUE (proposal_id, rung_id)
);
CREATE INDEX response_owed ON response (due_at) WHERE answered_at IS NULL;
