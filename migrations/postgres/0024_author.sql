-- A text is by an account, a role only, a secret link, a walk-up code, on paper or from an import, so it need not have an
-- account. author_label is the role in words, author_source_id the link or code. SQLite cannot make a column nullable,
-- so a new column takes the place of the old one.
ALTER TABLE proposal ADD COLUMN author_kind TEXT NOT NULL DEFAULT 'account';
ALTER TABLE proposal ADD COLUMN author_label TEXT;
ALTER TABLE proposal ADD COLUMN author_source_id UUID;
ALTER TABLE proposal ADD COLUMN author_account_id UUID REFERENCES account (id);
UPDATE proposal SET author_account_id = author_id;
UPDATE proposal SET author_kind = 'import' WHERE author_id IN (SELECT id FROM account WHERE imported);
DROP INDEX proposal_by_author;
ALTER TABLE proposal DROP COLUMN author_id;
ALTER TABLE proposal RENAME COLUMN author_account_id TO author_id;
CREATE INDEX proposal_by_author ON proposal (author_id, created_at);

-- The author of a version.
ALTER TABLE proposal_revision ADD COLUMN author_kind TEXT NOT NULL DEFAULT 'account';
ALTER TABLE proposal_revision ADD COLUMN author_label TEXT;
ALTER TABLE proposal_revision ADD COLUMN author_source_id UUID;
ALTER TABLE proposal_revision ADD COLUMN author_id UUID REFERENCES account (id);
UPDATE proposal_revision SET author_id = editor_id;
UPDATE proposal_revision SET author_kind = 'import' WHERE editor_id IN (SELECT id FROM account WHERE imported);
ALTER TABLE proposal_revision DROP COLUMN editor_id;

-- A comment whose subject belongs to no consultation belongs to none either.
ALTER TABLE comment ADD COLUMN author_kind TEXT NOT NULL DEFAULT 'account';
ALTER TABLE comment ADD COLUMN author_label TEXT;
ALTER TABLE comment ADD COLUMN author_source_id UUID;
ALTER TABLE comment ADD COLUMN author_account_id UUID REFERENCES account (id);
ALTER TABLE comment ADD COLUMN within_id UUID REFERENCES consultation (id);
UPDATE comment SET author_account_id = author_id, within_id = consultation_id;
UPDATE comment SET author_kind = 'import' WHERE author_id IN (SELECT id FROM account WHERE imported);
DROP INDEX comment_by_author;
ALTER TABLE comment DROP COLUMN author_id;
ALTER TABLE comment RENAME COLUMN author_account_id TO author_id;
CREATE INDEX comment_by_author ON comment (author_id, created_at);
ALTER TABLE comment DROP COLUMN consultation_id;
ALTER TABLE comment RENAME COLUMN within_id TO consultation_id;
