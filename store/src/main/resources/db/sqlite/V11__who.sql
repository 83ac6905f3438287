-- Who belongs to a job: the roles with which users and groups are assigned, and when time alone changes who is
-- in scope. The twin of postgresql/V11__who.sql. Moments are microseconds since 1970.

CREATE TABLE assignment_roles (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, source_id, role_id)
);

CREATE TABLE scope_moments (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  moment INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id)
);

CREATE INDEX scope_moments_due ON scope_moments (tenant_id, job_id, moment);

-- How the tables are filled, as in V2.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('assignment_roles', 'sqlite_autoindex_assignment_roles_1', '10000 1000 200 2 1'),
  ('scope_moments', 'sqlite_autoindex_scope_moments_1', '100000 10000 5000 2500 1'),
  ('scope_moments', 'scope_moments_due', '100000 10000 5000 1');

ANALYZE sqlite_schema;
