CREATE TABLE proposal (
    id                     BLOB PRIMARY KEY,
    consultation_id        BLOB NOT NULL REFERENCES consultation (id),
    number                 INTEGER NOT NULL,
    author_id              BLOB NOT NULL REFERENCES account (id),
    title                  TEXT NOT NULL,
    body                   TEXT NOT NULL,
    body_html              TEXT NOT NULL,
    sanitizer              INTEGER NOT NULL,
    language               TEXT NOT NULL,
    theme_id               BLOB REFERENCES theme (id),
    area_id                BLOB REFERENCES area (id),
    status                 TEXT NOT NULL,
    merged_into            BLOB REFERENCES proposal (id),
    revision               INTEGER NOT NULL,
    created_at             INTEGER NOT NULL,
    updated_at             INTEGER NOT NULL,
    -- The reason a moderator gave, while it is hidden.
    hidden_reason          TEXT,
    hidden_at              INTEGER,
    -- Listed: neither hidden nor withdrawn nor merged. Kept with the columns it follows from, for the indexes.
    listed                 BOOLEAN NOT NULL,
    -- Counted signatures (rows of support), supports brought in from elsewhere without a known supporter,
    -- and their sum, by which lists are ordered.
    support_count          INTEGER NOT NULL DEFAULT 0,
    imported_support_count INTEGER NOT NULL DEFAULT 0,
    support_total          INTEGER NOT NULL DEFAULT 0,
    comment_count          INTEGER NOT NULL DEFAULT 0,
    -- A random number for life, and the place in today's fair order that follows from it.
    lot                    INTEGER NOT NULL,
    fair_rank              INTEGER NOT NULL,
    submit_key             BLOB UNIQUE,
    import_key             TEXT UNIQUE,
    UNIQUE (consultation_id, number)
);
CREATE INDEX proposal_fair ON proposal (consultation_id, listed, fair_rank, id);
CREATE INDEX proposal_newest ON proposal (consultation_id, listed, created_at, id);
CREATE INDEX proposal_supported ON proposal (consultation_id, listed, support_total, id);
CREATE INDEX proposal_discussed ON proposal (consultation_id, listed, comment_count, id);
CREATE INDEX proposal_by_author ON proposal (author_id, created_at);

CREATE TABLE proposal_revision (
    proposal_id BLOB NOT NULL REFERENCES proposal (id),
    revision    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    theme_id    BLOB,
    area_id     BLOB,
    editor_id   BLOB NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (proposal_id, revision)
);

-- One row a person and proposal: the constraint that makes a support count once.
CREATE TABLE support (
    proposal_id BLOB NOT NULL REFERENCES proposal (id),
    account_id  BLOB NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (proposal_id, account_id)
);
CREATE INDEX support_by_account ON support (account_id, created_at);

-- What the city owes or gave as an answer. Owed ones come from a rung, once each.
CREATE TABLE response (
    id           BLOB PRIMARY KEY,
    proposal_id  BLOB NOT NULL REFERENCES proposal (id),
    rung_id      BLOB,
    rung_count   INTEGER,
    owes         TEXT NOT NULL,
    owner        TEXT NOT NULL,
    reached_at   INTEGER,
    due_at       INTEGER,
    answered_at  INTEGER,
    answered_by  BLOB REFERENCES account (id),
    status       TEXT,
    body         TEXT NOT NULL,
    body_html    TEXT NOT NULL,
    sanitizer    INTEGER NOT NULL,
    language     TEXT NOT NULL,
    UNIQUE (proposal_id, rung_id)
);
CREATE INDEX response_owed ON response (due_at) WHERE answered_at IS NULL;
