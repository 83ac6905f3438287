-- Who belongs to a job: the roles with which users and groups are assigned, and when time alone changes who is
-- in scope. The twin of sqlite/V11__who.sql. Moments are microseconds since 1970.

CREATE TABLE assignment_roles (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  role_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, job_id, source_id, role_id)
);

CREATE TABLE scope_moments (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  object_type TEXT COLLATE "C" NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  moment BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id)
);

CREATE INDEX scope_moments_due ON scope_moments (tenant_id, job_id, moment);
