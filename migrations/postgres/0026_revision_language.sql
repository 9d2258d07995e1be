-- The language of each version of a proposal's text. Only the present language was kept before, so the versions of
-- before get that one.
ALTER TABLE proposal_revision ADD COLUMN language TEXT NOT NULL DEFAULT '';
UPDATE proposal_revision SET language = (SELECT language FROM proposal WHERE proposal.id = proposal_revision.proposal_id);
