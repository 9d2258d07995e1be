-- Opinion mapping: what the lab decided for a consultation, and the numbers that are given under this row's lock.
CREATE TABLE opinion (
    consultation_id  UUID PRIMARY KEY REFERENCES consultation (id),
    contributions    TEXT NOT NULL,
    invitations      BOOLEAN NOT NULL,
    -- The seed of every pseudo-random choice.
    seed             BIGINT NOT NULL,
    -- Names that the lab gave to groups, JSON by group id.
    group_names      TEXT NOT NULL,
    -- With it the hashes of networks are keyed, so that they mean nothing elsewhere.
    network_key      BYTEA NOT NULL,
    last_statement   BIGINT NOT NULL DEFAULT 0,
    last_participant BIGINT NOT NULL DEFAULT 0,
    -- The number of the last change that the map depends on: an answer (its row in statement_vote_history has it), a
    -- moderated statement, an exclusion. And the last one that the published map knows.
    seq              BIGINT NOT NULL DEFAULT 0,
    published_seq    BIGINT NOT NULL DEFAULT 0,
    -- Raised when a statement is added, edited or moderated: what is kept in memory of statements has this number.
    revision         BIGINT NOT NULL DEFAULT 0,
    -- Counters: people who answered and count, their answers, people who are excluded.
    voter_count      BIGINT NOT NULL DEFAULT 0,
    vote_count       BIGINT NOT NULL DEFAULT 0,
    excluded_count   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX opinion_stale ON opinion (consultation_id) WHERE seq > published_seq;

-- Links that let people without an account take part. Of the secret in a link, only the hash is kept.
CREATE TABLE invitation (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    secret_hash     BYTEA NOT NULL UNIQUE,
    label           TEXT NOT NULL,
    most            BIGINT NOT NULL,
    joined          BIGINT NOT NULL DEFAULT 0,
    created_by      UUID NOT NULL REFERENCES account (id),
    created_at      BIGINT NOT NULL,
    revoked_at      BIGINT
);
CREATE INDEX invitation_by_consultation ON invitation (consultation_id, created_at, id);
CREATE INDEX invitation_by_account ON invitation (created_by);

-- Who answers: an account, or a pseudonym with a pass. Erasing an account empties what tells who it was.
CREATE TABLE opinion_participant (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    -- Small and given in order, for the mathematics; staff alone sees it.
    number          BIGINT NOT NULL,
    account_id      UUID REFERENCES account (id),
    -- Without an account from the beginning: joined by invitation, or imported.
    pseudonymous    BOOLEAN NOT NULL,
    pseudonym       TEXT,
    pass_hash       BYTEA UNIQUE,
    invitation_id   UUID REFERENCES invitation (id),
    import_key      TEXT,
    joined_at       BIGINT NOT NULL,
    -- A keyed hash of the network they joined from, to notice bursts.
    network         BYTEA,
    -- Statements answered; and the pace of answering (cabildo_domain::opinion::Pace).
    votes           BIGINT NOT NULL DEFAULT 0,
    answers         BIGINT NOT NULL DEFAULT 0,
    hasty           BIGINT NOT NULL DEFAULT 0,
    last_at         BIGINT,
    minute          BIGINT NOT NULL DEFAULT 0,
    in_minute       BIGINT NOT NULL DEFAULT 0,
    most_in_minute  BIGINT NOT NULL DEFAULT 0,
    excluded_at     BIGINT,
    excluded_reason TEXT,
    UNIQUE (consultation_id, number),
    UNIQUE (consultation_id, account_id),
    UNIQUE (consultation_id, import_key)
);
CREATE INDEX opinion_participant_by_account ON opinion_participant (account_id);
CREATE INDEX opinion_participant_by_network ON opinion_participant (consultation_id, network, joined_at);
CREATE INDEX opinion_participant_excluded ON opinion_participant (consultation_id, number)
    WHERE excluded_at IS NOT NULL;
CREATE INDEX opinion_participant_flood ON opinion_participant (consultation_id, most_in_minute);
CREATE INDEX opinion_participant_haste ON opinion_participant (consultation_id, hasty);

CREATE TABLE statement (
    id              UUID PRIMARY KEY,
    consultation_id UUID NOT NULL REFERENCES consultation (id),
    number          BIGINT NOT NULL,
    -- Nobody for those the lab seeds.
    author_id       UUID REFERENCES opinion_participant (id),
    text            TEXT NOT NULL,
    language        TEXT NOT NULL,
    seed            BOOLEAN NOT NULL,
    -- About the person, not an opinion: asked first, not on the map.
    meta            BOOLEAN NOT NULL,
    status          TEXT NOT NULL,
    -- The reason a moderator gave, while it is rejected.
    hidden_reason   TEXT,
    hidden_at       BIGINT,
    revision        BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    -- The latest answers of participants who count.
    agrees          BIGINT NOT NULL DEFAULT 0,
    disagrees       BIGINT NOT NULL DEFAULT 0,
    passes          BIGINT NOT NULL DEFAULT 0,
    submit_key      UUID UNIQUE,
    UNIQUE (consultation_id, number)
);
CREATE INDEX statement_by_status ON statement (consultation_id, status, number);
CREATE INDEX statement_by_author ON statement (author_id, created_at);

-- The latest answer of a participant to a statement, by their numbers: the constraint that makes an answer count once.
CREATE TABLE statement_vote (
    consultation_id UUID NOT NULL,
    participant     BIGINT NOT NULL,
    statement       BIGINT NOT NULL,
    answer          BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (consultation_id, participant, statement),
    FOREIGN KEY (consultation_id, participant) REFERENCES opinion_participant (consultation_id, number),
    FOREIGN KEY (consultation_id, statement) REFERENCES statement (consultation_id, number)
);

-- Every answer ever given, in order; the map is computed from it. Rows are never changed.
CREATE TABLE statement_vote_history (
    consultation_id UUID NOT NULL REFERENCES opinion (consultation_id),
    seq             BIGINT NOT NULL,
    participant     BIGINT NOT NULL,
    statement       BIGINT NOT NULL,
    answer          BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (consultation_id, seq)
);

-- The published map, whole: what everyone may see, and what the next computation and a person's own place need.
CREATE TABLE opinion_map (
    consultation_id UUID PRIMARY KEY REFERENCES opinion (consultation_id),
    number          BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    view            TEXT NOT NULL,
    state           TEXT NOT NULL
);

-- Maps over time, in a few figures each.
CREATE TABLE opinion_history (
    consultation_id UUID NOT NULL REFERENCES opinion (consultation_id),
    number          BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    people          BIGINT NOT NULL,
    votes           BIGINT NOT NULL,
    statements      BIGINT NOT NULL,
    excluded        BIGINT NOT NULL,
    -- Sizes of the groups by id and statements that unite, JSON.
    summary         TEXT NOT NULL,
    PRIMARY KEY (consultation_id, number)
);
