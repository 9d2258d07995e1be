-- Who was excluded from a map of opinions or readmitted, by whom, when and why. Written once, never changed, never
-- deleted: a reason stays on record when the exclusion is taken back.
CREATE TABLE opinion_decision (
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    -- The number of the change (opinion.seq).
    number          INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    -- The participant's number; empty where it is about several.
    participant     INTEGER,
    people          INTEGER NOT NULL,
    votes           INTEGER NOT NULL,
    reason          TEXT NOT NULL,
    moderator_id    BLOB NOT NULL REFERENCES account (id),
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (consultation_id, number)
);
