-- Leavers with their grace periods, failures that are given up, cycles of several kinds, plans that are searched, and
-- when jobs ran. The twin of postgresql/V15__safety.sql. A departure of '' is none; a next attempt at the greatest number never comes.

ALTER TABLE links ADD COLUMN departure TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN departed INTEGER NOT NULL DEFAULT 0;

CREATE INDEX links_departed ON links (tenant_id, job_id, departure, departed) WHERE departure <> '';

ALTER TABLE escrows ADD COLUMN first_failed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE cycles ADD COLUMN kind TEXT NOT NULL DEFAULT 'SYNC';

ALTER TABLE actions ADD COLUMN object_type TEXT NOT NULL DEFAULT '';
ALTER TABLE actions ADD COLUMN searched TEXT NOT NULL DEFAULT '';

CREATE TABLE job_runs (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  ran INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, kind)
);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('links', 'links_departed', '10000 10000 1000 500 1'),
  ('job_runs', 'sqlite_autoindex_job_runs_1', '100 10 2 1');

ANALYZE sqlite_schema;
