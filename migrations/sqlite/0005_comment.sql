CREATE TABLE comment (
    id              BLOB PRIMARY KEY,
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    subject_kind    TEXT NOT NULL,
    subject_id      BLOB NOT NULL,
    parent_id       BLOB REFERENCES comment (id),
    -- The top-level comment of the thread; its own id at top level.
    root_id         BLOB NOT NULL,
    depth           INTEGER NOT NULL,
    author_id       BLOB NOT NULL REFERENCES account (id),
    alignment       TEXT NOT NULL,
    body            TEXT NOT NULL,
    body_html       TEXT NOT NULL,
    sanitizer       INTEGER NOT NULL,
    language        TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    edited_at       INTEGER,
    deleted_at      INTEGER,
    hidden_reason   TEXT,
    hidden_at       INTEGER,
    -- An imported reply whose parent was not in the export.
    orphan          BOOLEAN NOT NULL DEFAULT FALSE,
    -- Counted reactions (rows of reaction), those brought in from elsewhere, and the score of both together.
    ups             INTEGER NOT NULL DEFAULT 0,
    downs           INTEGER NOT NULL DEFAULT 0,
    imported_ups    INTEGER NOT NULL DEFAULT 0,
    imported_downs  INTEGER NOT NULL DEFAULT 0,
    best            INTEGER NOT NULL DEFAULT 0,
    -- Of a top-level comment: all replies below it.
    reply_count     INTEGER NOT NULL DEFAULT 0,
    submit_key      BLOB UNIQUE,
    import_key      TEXT UNIQUE
);
CREATE INDEX comment_best ON comment (subject_id, depth, best, id);
CREATE INDEX comment_time ON comment (subject_id, depth, created_at, id);
CREATE INDEX comment_by_subject ON comment (subject_id, created_at, id);
CREATE INDEX comment_thread ON comment (root_id, created_at, id);
CREATE INDEX comment_by_author ON comment (author_id, created_at);

CREATE TABLE reaction (
    comment_id BLOB NOT NULL REFERENCES comment (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    up         BOOLEAN NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (comment_id, account_id)
);
CREATE INDEX reaction_by_account ON reaction (account_id);
