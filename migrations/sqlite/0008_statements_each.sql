-- The most statements that one person may add, as the lab decides.
ALTER TABLE opinion ADD COLUMN statements_each INTEGER NOT NULL DEFAULT 10;
