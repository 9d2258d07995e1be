-- The key with which a consultation hashes the networks that supports come from.
CREATE TABLE support_key (
    consultation_id BLOB PRIMARY KEY REFERENCES consultation (id),
    network_key     BLOB NOT NULL
);

-- A keyed hash of the network that a support came from, to notice many from one place. It goes with its support, and by
-- itself 30 days later.
CREATE TABLE support_network (
    proposal_id BLOB NOT NULL,
    account_id  BLOB NOT NULL,
    network     BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (proposal_id, account_id),
    FOREIGN KEY (proposal_id, account_id) REFERENCES support (proposal_id, account_id) ON DELETE CASCADE
);
CREATE INDEX support_network_by_age ON support_network (created_at);

-- The check of a threshold that conspicuous supports reached: until when (the response is owed from then on, by itself),
-- whether its end is still to be logged, why it is checked, and what staff did.
ALTER TABLE response ADD COLUMN checked_until INTEGER;
ALTER TABLE response ADD COLUMN check_open BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE response ADD COLUMN check_signals TEXT NOT NULL DEFAULT '';
ALTER TABLE response ADD COLUMN held_at INTEGER;
ALTER TABLE response ADD COLUMN held_by BLOB REFERENCES account (id);
ALTER TABLE response ADD COLUMN held_reason TEXT;
ALTER TABLE response ADD COLUMN released_at INTEGER;
ALTER TABLE response ADD COLUMN released_by BLOB REFERENCES account (id);
CREATE INDEX response_checked ON response (proposal_id, checked_until) WHERE checked_until IS NOT NULL;
CREATE INDEX response_by_check ON response (checked_until) WHERE checked_until IS NOT NULL;

-- Which ideas lie in an area or bear a theme that the lab renames or removes.
CREATE INDEX proposal_by_area ON proposal (area_id) WHERE area_id IS NOT NULL;
CREATE INDEX proposal_by_theme ON proposal (theme_id) WHERE theme_id IS NOT NULL;
