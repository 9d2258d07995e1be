-- The append-only log of what happened, and the lock under which its numbers are given.
CREATE TABLE event (
    seq             BIGINT PRIMARY KEY,
    at              BIGINT NOT NULL,
    kind            TEXT NOT NULL,
    subject_kind    TEXT NOT NULL,
    subject_id      UUID NOT NULL,
    consultation_id UUID,
    actor_id        UUID
);
CREATE INDEX event_by_subject ON event (subject_id, seq);
CREATE INDEX event_by_actor ON event (actor_id, seq);

-- One row. Appending updates it, so that its lock orders the writers: numbers become visible in their order.
CREATE TABLE event_head (
    id  BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL
);
INSERT INTO event_head (id, seq) VALUES (1, 0);

-- Small facts the program keeps for itself (the day of the fair order, ...).
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
