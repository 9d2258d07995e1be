-- Supports of any kind of subject, not of proposals alone. The key begins with the id, so that the supports of a subject
-- are one range of the index. The kind follows it, as an id alone does not say its table.
CREATE TABLE support_of_subject (
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    account_id   UUID NOT NULL REFERENCES account (id),
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (subject_id, subject_kind, account_id)
);
INSERT INTO support_of_subject (subject_kind, subject_id, account_id, created_at)
    SELECT 'proposal', proposal_id, account_id, created_at FROM support;

CREATE TABLE support_network_of_subject (
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    account_id   UUID NOT NULL,
    network      BYTEA NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (subject_id, subject_kind, account_id),
    FOREIGN KEY (subject_id, subject_kind, account_id)
        REFERENCES support_of_subject (subject_id, subject_kind, account_id) ON DELETE CASCADE
);
INSERT INTO support_network_of_subject (subject_kind, subject_id, account_id, network, created_at)
    SELECT 'proposal', proposal_id, account_id, network, created_at FROM support_network;

DROP TABLE support_network;
DROP TABLE support;
ALTER TABLE support_of_subject RENAME TO support;
ALTER TABLE support_network_of_subject RENAME TO support_network;
CREATE INDEX support_by_account ON support (account_id, created_at);
CREATE INDEX support_network_by_age ON support_network (created_at);
