-- Provisioning jobs and what is kept for them. The twin of postgresql/V2__jobs.sql.
-- Moments are microseconds since 1970, truth is 0 or 1; settings, states, actions and log entries are JSON.

CREATE TABLE jobs (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  settings TEXT NOT NULL,
  watermark INTEGER NOT NULL,
  initial_cycle_due INTEGER NOT NULL,
  quarantine TEXT,
  lease_runner TEXT,
  lease_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);

CREATE UNIQUE INDEX jobs_by_name ON jobs (tenant_id, name);

CREATE TABLE assignments (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, kind, source_id)
);

CREATE TABLE links (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  known TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id)
);

CREATE INDEX links_by_target ON links (tenant_id, job_id, object_type, target_id);

CREATE TABLE linked_members (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, group_id, member_id)
) WITHOUT ROWID;

CREATE INDEX linked_members_by_member ON linked_members (tenant_id, job_id, member_id, group_id);

CREATE TABLE unresolved_references (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  referenced_type TEXT NOT NULL,
  referenced_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id, referenced_type, referenced_id)
);

CREATE TABLE cycles (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  initial INTEGER NOT NULL,
  state TEXT NOT NULL,
  watermark_to INTEGER NOT NULL,
  planned TEXT NOT NULL,
  performed TEXT NOT NULL,
  requests INTEGER NOT NULL,
  notes TEXT NOT NULL,
  began INTEGER NOT NULL,
  ended INTEGER,
  PRIMARY KEY (tenant_id, job_id, number)
);

CREATE TABLE actions (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  cycle INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  members_added INTEGER NOT NULL,
  members_removed INTEGER NOT NULL,
  action TEXT NOT NULL,
  error TEXT,
  PRIMARY KEY (tenant_id, job_id, cycle, ordinal)
);

CREATE INDEX actions_pending ON actions (tenant_id, job_id, cycle, stage, ordinal)
  WHERE state = 'PENDING';

CREATE TABLE escrows (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  error_code TEXT NOT NULL,
  detail TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id)
);

CREATE INDEX escrows_due ON escrows (tenant_id, job_id, next_attempt);

CREATE TABLE provisioning_log (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  log_id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id TEXT NOT NULL,
  cycle INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  entry TEXT NOT NULL
);

CREATE INDEX provisioning_log_by_change ON provisioning_log (tenant_id, job_id, change_id);

CREATE INDEX provisioning_log_by_source ON provisioning_log (tenant_id, job_id, source_id, log_id);

CREATE INDEX provisioning_log_of_job ON provisioning_log (tenant_id, job_id, log_id);

CREATE TABLE application_connections (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  tenant_url TEXT NOT NULL,
  sealed_token TEXT NOT NULL,
  requests_per_second INTEGER,
  updated INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);

CREATE TABLE source_files (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  uploaded INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);

-- How the tables are filled, as in V1: otherwise a job is taken for a few rows, and scanned.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('jobs', 'sqlite_autoindex_jobs_1', '100 10 1'),
  ('jobs', 'jobs_by_name', '100 10 1'),
  ('assignments', 'sqlite_autoindex_assignments_1', '10000 1000 200 100 1'),
  ('links', 'sqlite_autoindex_links_1', '1000000 100000 50000 25000 1'),
  ('links', 'links_by_target', '1000000 100000 50000 25000 1'),
  ('linked_members', 'linked_members', '2000000 200000 100000 200 1'),
  ('linked_members', 'linked_members_by_member', '2000000 200000 100000 5 1'),
  ('unresolved_references', 'sqlite_autoindex_unresolved_references_1', '1000 100 50 50 1 1 1'),
  ('cycles', 'sqlite_autoindex_cycles_1', '10000 1000 500 1'),
  ('actions', 'sqlite_autoindex_actions_1', '5000000 500000 250000 5000 1'),
  ('actions', 'actions_pending', '50000 50000 50000 50000 10000 1'),
  ('escrows', 'sqlite_autoindex_escrows_1', '1000 100 50 25 1'),
  ('escrows', 'escrows_due', '1000 100 50 1'),
  ('provisioning_log', 'provisioning_log_by_change', '5000000 500000 250000 1'),
  ('provisioning_log', 'provisioning_log_by_source', '5000000 500000 250000 5 1'),
  ('provisioning_log', 'provisioning_log_of_job', '5000000 500000 250000 1');

ANALYZE sqlite_schema;
