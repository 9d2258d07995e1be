-- The number of the change (opinion.seq) that excluded a participant: those who were excluded together have the same, and
-- are readmitted together. Empty for who is not excluded, and for who was excluded before this column was.
ALTER TABLE opinion_participant ADD COLUMN exclusion INTEGER;
CREATE INDEX opinion_participant_by_exclusion ON opinion_participant (consultation_id, exclusion)
    WHERE exclusion IS NOT NULL;
-- Hashes of networks that are still kept, by age: they are erased after some days.
CREATE INDEX opinion_participant_with_network ON opinion_participant (joined_at) WHERE network IS NOT NULL;
