-- Counting people and comments once.

-- A hidden comment is not counted, like a deleted one. Both keep their places in the thread: how many places there are
-- below a top-level comment tells its pages; reply_count tells the replies that can be read.
ALTER TABLE comment ADD COLUMN reply_places BIGINT NOT NULL DEFAULT 0;
UPDATE comment SET reply_places = reply_count;
UPDATE comment SET reply_count = (
    SELECT COUNT(*) FROM comment AS r
    WHERE r.root_id = comment.id AND r.id <> comment.id AND r.deleted_at IS NULL AND r.hidden_at IS NULL)
WHERE id IN (SELECT root_id FROM comment WHERE deleted_at IS NOT NULL OR hidden_at IS NOT NULL);
UPDATE proposal SET comment_count = (
    SELECT COUNT(*) FROM comment AS c
    WHERE c.subject_id = proposal.id AND c.deleted_at IS NULL AND c.hidden_at IS NULL)
WHERE id IN (SELECT subject_id FROM comment WHERE hidden_at IS NOT NULL);
UPDATE consultation SET comment_count = (
    SELECT CAST(COALESCE(SUM(p.comment_count), 0) AS BIGINT) FROM proposal AS p
    WHERE p.consultation_id = consultation.id AND p.hidden_at IS NULL);

-- The place in the fair order of the day before: a list that was begun then goes on as it began.
ALTER TABLE proposal ADD COLUMN fair_rank_before BIGINT NOT NULL DEFAULT 0;
UPDATE proposal SET fair_rank_before = fair_rank;
CREATE INDEX proposal_fair_before ON proposal (consultation_id, listed, fair_rank_before, id);

-- Raised when rows of statement_vote_history go or change their participant: answers that a process keeps in memory under
-- another number are read anew.
ALTER TABLE opinion ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
-- The number of the participant that took over what this one answered and wrote: they are one person.
ALTER TABLE opinion_participant ADD COLUMN merged_into BIGINT;
CREATE INDEX statement_vote_history_by_participant ON statement_vote_history (consultation_id, participant);
