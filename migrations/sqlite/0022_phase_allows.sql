-- What the lab chose that people may do in a phase, an activity a row. What the method of the phase adds is not here.
CREATE TABLE phase_allows (
    phase_id BLOB NOT NULL REFERENCES phase (id) ON DELETE CASCADE,
    activity TEXT NOT NULL,
    PRIMARY KEY (phase_id, activity)
);
INSERT INTO phase_allows (phase_id, activity) SELECT id, 'propose' FROM phase WHERE allows_propose;
INSERT INTO phase_allows (phase_id, activity) SELECT id, 'comment' FROM phase WHERE allows_comment;
INSERT INTO phase_allows (phase_id, activity) SELECT id, 'support' FROM phase WHERE allows_support;
ALTER TABLE phase DROP COLUMN allows_propose;
ALTER TABLE phase DROP COLUMN allows_comment;
ALTER TABLE phase DROP COLUMN allows_support;
