-- What an account may do besides its role, and where: for `scope` office, `place` is the owner that a rung of a ladder names.
CREATE TABLE capability_grant (
    account_id UUID NOT NULL REFERENCES account (id),
    capability TEXT NOT NULL,
    scope      TEXT NOT NULL,
    place      TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, capability, scope, place)
);
