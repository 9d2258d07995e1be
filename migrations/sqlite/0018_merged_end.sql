-- The proposal at the end of a chain of mergers, so that a page finds it without a statement for each link. `merged_into`
-- stays the one that staff named.
ALTER TABLE proposal ADD COLUMN merged_end BLOB REFERENCES proposal (id);
CREATE INDEX proposal_by_merger ON proposal (merged_into) WHERE merged_into IS NOT NULL;

-- UNION drops what was seen before, so that even a circle, which no version could make, would end.
WITH RECURSIVE chain (id, onward) AS (
    SELECT id, merged_into FROM proposal WHERE merged_into IS NOT NULL
    UNION
    SELECT chain.id, p.merged_into FROM chain JOIN proposal p ON p.id = chain.onward WHERE p.merged_into IS NOT NULL
)
UPDATE proposal SET merged_end = (
    SELECT chain.onward FROM chain JOIN proposal m ON m.id = chain.onward
    WHERE chain.id = proposal.id AND m.merged_into IS NULL
)
WHERE merged_into IS NOT NULL;

-- One row that every merger locks before the proposals: mergers at the same time wait for each other instead of locking
-- the links of one chain in two orders.
INSERT INTO setting (name, value) VALUES ('mergers', '');
