-- Where an account logged in before, so that strangers who try its password are counted apart from its owner: a browser (by
-- the secret in its cookie) or a network. Only a salted hash is kept, for 90 days after the last log-in there.
CREATE TABLE known_place (
    account_id UUID NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL,
    salt       BYTEA NOT NULL,
    hash       BYTEA NOT NULL,
    -- The last session that began there. Its row in session may be gone.
    session_id UUID NOT NULL,
    last_at    BIGINT NOT NULL,
    PRIMARY KEY (account_id, salt)
);
CREATE INDEX known_place_by_age ON known_place (last_at);
