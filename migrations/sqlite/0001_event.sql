-- The append-only log of what happened, and the lock under which its numbers are given.
CREATE TABLE event (
    seq             INTEGER PRIMARY KEY,
    at              INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    subject_kind    TEXT NOT NULL,
    subject_id      BLOB NOT NULL,
    consultation_id BLOB,
    actor_id        BLOB
);
CREATE INDEX event_by_subject ON event (subject_id, seq);
CREATE INDEX event_by_actor ON event (actor_id, seq);

-- One row. Appending updates it, so that its lock orders the writers: numbers become visible in their order.
CREATE TABLE event_head (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
);
INSERT INTO event_head (id, seq) VALUES (1, 0);

-- Small facts the program keeps for itself (the day of the fair order, ...).
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
