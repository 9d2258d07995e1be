-- People, and pseudonymous authors of imported content. Erasing empties every column that tells who it was.
CREATE TABLE account (
    id            UUID PRIMARY KEY,
    imported      BOOLEAN NOT NULL DEFAULT FALSE,
    import_key    TEXT UNIQUE,
    email         TEXT,
    email_folded  TEXT UNIQUE,
    display_name  TEXT NOT NULL,
    password_hash TEXT,
    role          TEXT NOT NULL,
    locale        TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    erased_at     BIGINT
);
CREATE INDEX account_by_creation ON account (created_at, id);

CREATE TABLE session (
    id           UUID PRIMARY KEY,
    token_hash   BYTEA NOT NULL UNIQUE,
    account_id   UUID NOT NULL REFERENCES account (id),
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    agent        TEXT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);

-- What was typed into a form that was refused, so that it comes back after the redirect.
CREATE TABLE form_state (
    key_hash   BYTEA NOT NULL,
    form       TEXT NOT NULL,
    account_id UUID REFERENCES account (id),
    input      TEXT NOT NULL,
    refusal    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (key_hash, form)
);
CREATE INDEX form_state_by_age ON form_state (created_at);
CREATE INDEX form_state_by_account ON form_state (account_id);

-- Messages to people, waiting for delivery. The address is looked up when a message is sent, not kept here.
CREATE TABLE outbox (
    id         UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL,
    payload    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at    BIGINT
);
CREATE INDEX outbox_by_account ON outbox (account_id);
CREATE INDEX outbox_waiting ON outbox (created_at) WHERE sent_at IS NULL;
