CREATE TABLE report (
    id           UUID PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    reporter_id  UUID NOT NULL REFERENCES account (id),
    reason       TEXT NOT NULL,
    note         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    closed_at    BIGINT,
    UNIQUE (subject_id, reporter_id)
);
CREATE INDEX report_open ON report (created_at, id) WHERE closed_at IS NULL;
CREATE INDEX report_by_reporter ON report (reporter_id);

-- What moderators did, with their statement of reasons. Never deleted.
CREATE TABLE moderation (
    id           UUID PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    measure      TEXT NOT NULL,
    reason       TEXT NOT NULL,
    moderator_id UUID NOT NULL REFERENCES account (id),
    created_at   BIGINT NOT NULL
);
CREATE INDEX moderation_by_subject ON moderation (subject_id, created_at);
CREATE INDEX moderation_by_time ON moderation (created_at, id);
