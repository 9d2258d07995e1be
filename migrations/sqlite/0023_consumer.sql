-- How far the consumers of the event log have come that all nodes share: the effects of events up to `seq` are there. One
-- node does the work of a consumer, as long as its lease lasts.
CREATE TABLE consumer (
    name         TEXT PRIMARY KEY,
    seq          INTEGER NOT NULL,
    leased_by    BLOB,
    leased_until INTEGER NOT NULL
);
