-- Provisioning jobs and what is kept for them. The twin of sqlite/V2__jobs.sql.
-- Moments are microseconds since 1970, truth is 0 or 1; settings, states, actions and log entries are JSON.

CREATE TABLE jobs (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  settings TEXT NOT NULL,
  watermark BIGINT NOT NULL,
  initial_cycle_due INTEGER NOT NULL,
  quarantine TEXT,
  lease_runner TEXT,
  lease_until BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);

CREATE UNIQUE INDEX jobs_by_name ON jobs (tenant_id, name);

CREATE TABLE assignments (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, job_id, kind, source_id)
);

CREATE TABLE links (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  target_id TEXT NOT NULL,
  known TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id)
);

CREATE INDEX links_by_target ON links (tenant_id, job_id, object_type, target_id);

CREATE TABLE linked_members (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  member_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, job_id, group_id, member_id)
);

CREATE INDEX linked_members_by_member ON linked_members (tenant_id, job_id, member_id, group_id);

CREATE TABLE unresolved_references (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  referenced_type TEXT NOT NULL,
  referenced_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id, referenced_type, referenced_id)
);

CREATE TABLE cycles (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  initial INTEGER NOT NULL,
  state TEXT NOT NULL,
  watermark_to BIGINT NOT NULL,
  planned TEXT NOT NULL,
  performed TEXT NOT NULL,
  requests BIGINT NOT NULL,
  notes TEXT NOT NULL,
  began BIGINT NOT NULL,
  ended BIGINT,
  PRIMARY KEY (tenant_id, job_id, number)
);

CREATE TABLE actions (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  cycle BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
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
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  error_code TEXT NOT NULL,
  detail TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id)
);

CREATE INDEX escrows_due ON escrows (tenant_id, job_id, next_attempt);

CREATE TABLE provisioning_log (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  log_id BIGINT GENERATED ALWAYS AS IDENTITY,
  change_id TEXT NOT NULL,
  cycle BIGINT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, log_id)
);

CREATE INDEX provisioning_log_by_change ON provisioning_log (tenant_id, job_id, change_id);

CREATE INDEX provisioning_log_by_source ON provisioning_log (tenant_id, job_id, source_id, log_id);

CREATE TABLE application_connections (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  tenant_url TEXT NOT NULL,
  sealed_token TEXT NOT NULL,
  requests_per_second INTEGER,
  updated BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);

CREATE TABLE source_files (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BYTEA NOT NULL,
  uploaded BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);
