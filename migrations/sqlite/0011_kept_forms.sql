-- What refused forms take up, and from which network the ones of people without an account came: the oldest go
-- where an account, a network or everybody together keeps too much.
ALTER TABLE form_state ADD COLUMN network BLOB;
ALTER TABLE form_state ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE form_state SET bytes = length(CAST(input AS BLOB)) + length(CAST(refusal AS BLOB));
CREATE INDEX form_state_by_network ON form_state (network);

-- Keys of the installation, where the database is a server that several programs share. With SQLite they lie in
-- files beside it, and this table stays empty. Dumps leave its rows out.
CREATE TABLE installation_key (
    name       TEXT PRIMARY KEY,
    secret     BLOB NOT NULL,
    created_at INTEGER NOT NULL
);
