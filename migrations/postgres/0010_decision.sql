-- Who was excluded from a map of opinions or readmitted, by whom, when and why. Written once, never changed, never
-- deleted: a reason stays on record when the exclusion is taken back.
CREATE TABLE opinion_decision (
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    -- The number of the change (opinion.seq).
    number          BIGINT NOT NULL,
    kind            TEXT NOT NULL,
    -- The participant's number; empty where it is about several.
    participant     BIGINT,
    people          BIGINT NOT NULL,
    votes           BIGINT NOT NULL,
    reason          TEXT NOT NULL,
    moderator_id    UUID NOT NULL REFERENCES account (id),
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (consultation_id, number)
);
