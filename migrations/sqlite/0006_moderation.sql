CREATE TABLE report (
    id           BLOB PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   BLOB NOT NULL,
    reporter_id  BLOB NOT NULL REFERENCES account (id),
    reason       TEXT NOT NULL,
    note         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    closed_at    INTEGER,
    UNIQUE (subject_id, reporter_id)
);
CREATE INDEX report_open ON report (created_at, id) WHERE closed_at IS NULL;
CREATE INDEX report_by_reporter ON report (reporter_id);

-- What moderators did, with their statement of reasons. Never deleted.
CREATE TABLE moderation (
    id           BLOB PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   BLOB NOT NULL,
    measure      TEXT NOT NULL,
    reason       TEXT NOT NULL,
    moderator_id BLOB NOT NULL REFERENCES account (id),
    created_at   INTEGER NOT NULL
);
CREATE INDEX moderation_by_subject ON moderation (subject_id, created_at);
CREATE INDEX moderation_by_time ON moderation (created_at, id);
