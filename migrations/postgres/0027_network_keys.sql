-- Networks are hashed with the installation's key, which lies outside the database: keys of single consultations went
-- into every backup beside the hashes. Hashes made with them can still be compared with each other until they are erased.
DROP TABLE support_key;
ALTER TABLE opinion DROP COLUMN network_key;
