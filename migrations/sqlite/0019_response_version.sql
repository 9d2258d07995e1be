-- Every version of an official answer, the first one too. The row of `response` holds the present one, and when the
-- first was published: that day keeps the promise, whatever is corrected later.
ALTER TABLE response ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE response ADD COLUMN corrected_at INTEGER;
-- The number of the proposal that it names, when it merges.
ALTER TABLE response ADD COLUMN merged_number INTEGER;

CREATE TABLE response_version (
    id            BLOB PRIMARY KEY,
    response_id   BLOB NOT NULL REFERENCES response (id),
    revision      INTEGER NOT NULL,
    status        TEXT NOT NULL,
    merged_number INTEGER,
    body          TEXT NOT NULL,
    language      TEXT NOT NULL,
    -- Why it was corrected; empty in the first version.
    reason        TEXT NOT NULL,
    editor_id     BLOB NOT NULL REFERENCES account (id),
    created_at    INTEGER NOT NULL,
    UNIQUE (response_id, revision)
);
CREATE INDEX response_version_by_time ON response_version (created_at, id);
CREATE INDEX response_version_by_editor ON response_version (editor_id, created_at);

-- Until now a merger was final, so that the answer that made it is the only one with this status.
UPDATE response SET merged_number = (
    SELECT m.number FROM proposal p JOIN proposal m ON m.id = p.merged_into WHERE p.id = response.proposal_id
)
WHERE status = 'merged';

INSERT INTO response_version (id, response_id, revision, status, merged_number, body, language, reason, editor_id, created_at)
SELECT id, id, 1, status, merged_number, body, language, '', answered_by, answered_at FROM response
WHERE answered_at IS NOT NULL AND answered_by IS NOT NULL AND status IS NOT NULL;
