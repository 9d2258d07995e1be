-- Who is who. One account for an address however it is spelled: the program fills `email_canonical` when it starts; of
-- accounts that collide the older gets it, the others note it as contested and are found by their exact spelling.
-- A resident's name that could be taken for staff has a flag; `name_look` holds how each name looks.
ALTER TABLE account ADD COLUMN email_canonical TEXT;
ALTER TABLE account ADD COLUMN email_contested TEXT;
ALTER TABLE account ADD COLUMN name_flag TEXT;
ALTER TABLE account ADD COLUMN name_flagged_at INTEGER;
CREATE UNIQUE INDEX account_by_canonical ON account (email_canonical);
CREATE INDEX account_by_contested ON account (email_contested) WHERE email_contested IS NOT NULL;
CREATE INDEX account_unsettled ON account (created_at, id)
    WHERE email IS NOT NULL AND email_canonical IS NULL AND email_contested IS NULL;
CREATE INDEX account_by_flag ON account (name_flagged_at, id) WHERE name_flag IS NOT NULL;
CREATE INDEX account_staff ON account (id) WHERE role <> 'resident';

CREATE TABLE name_look (
    look       TEXT NOT NULL,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (look, account_id)
);
CREATE INDEX name_look_by_account ON name_look (account_id);
