-- Leavers with their grace periods, failures that are given up, cycles of several kinds, plans that are searched, and
-- when jobs ran. The twin of sqlite/V15__safety.sql. A departure of '' is none; a next attempt at the greatest number never comes.

ALTER TABLE links ADD COLUMN departure TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN departed BIGINT NOT NULL DEFAULT 0;

CREATE INDEX links_departed ON links (tenant_id, job_id, departure, departed) WHERE departure <> '';

ALTER TABLE escrows ADD COLUMN first_failed BIGINT NOT NULL DEFAULT 0;

ALTER TABLE cycles ADD COLUMN kind TEXT NOT NULL DEFAULT 'SYNC';

ALTER TABLE actions ADD COLUMN object_type TEXT NOT NULL DEFAULT '';
ALTER TABLE actions ADD COLUMN searched TEXT NOT NULL DEFAULT '';

CREATE TABLE job_runs (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  ran BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, kind)
);
