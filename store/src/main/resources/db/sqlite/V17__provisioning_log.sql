-- A provisioning log that is searched, and the requests that jobs send to their targets. The twin of postgresql/V17__provisioning_log.sql.
-- What is searched stands before the entry: SQLite reads a row from its beginning, and long ones go on elsewhere.

CREATE TABLE searched_log (
  log_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  cycle INTEGER NOT NULL,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  result TEXT NOT NULL,
  error_code TEXT NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  change_id TEXT NOT NULL,
  searched TEXT NOT NULL,
  entry TEXT NOT NULL
);

INSERT INTO searched_log (log_id, tenant_id, job_id, cycle, at, action, result, error_code, object_type, source_id,
  change_id, searched, entry)
SELECT log_id, tenant_id, job_id, cycle, CAST(strftime('%s', entry ->> '$.at') AS INTEGER) * 1000000,
  entry ->> '$.action', entry ->> '$.result', COALESCE(entry ->> '$.error.code', ''), entry ->> '$.objectType',
  source_id, change_id,
  lower(COALESCE(entry ->> '$.displayName', '') || ' ' || source_id || ' ' || COALESCE(entry ->> '$.targetId', '')), entry
FROM provisioning_log ORDER BY log_id;

DROP TABLE provisioning_log;

ALTER TABLE searched_log RENAME TO provisioning_log;

CREATE INDEX provisioning_log_by_change ON provisioning_log (tenant_id, job_id, change_id);

CREATE INDEX provisioning_log_by_source ON provisioning_log (tenant_id, job_id, source_id, log_id);

CREATE INDEX provisioning_log_of_job ON provisioning_log (tenant_id, job_id, log_id);

-- Failures and removals are few and are what people look for; other entries cost nothing in these.
CREATE INDEX provisioning_log_failures ON provisioning_log (tenant_id, job_id, log_id) WHERE result = 'FAILURE';

CREATE INDEX provisioning_log_removals ON provisioning_log (tenant_id, job_id, log_id)
  WHERE action IN ('DISABLE', 'DELETE', 'STAGED_DELETE');

CREATE TABLE target_requests (
  log_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  change_id TEXT NOT NULL,
  failed INTEGER NOT NULL,
  status INTEGER NOT NULL,
  entry TEXT NOT NULL
);

CREATE INDEX target_requests_of_job ON target_requests (tenant_id, job_id, log_id);

CREATE INDEX target_requests_by_change ON target_requests (tenant_id, job_id, change_id) WHERE change_id <> '';

CREATE INDEX target_requests_failed ON target_requests (tenant_id, job_id, log_id) WHERE failed = 1;

DELETE FROM sqlite_stat1 WHERE tbl IN ('provisioning_log', 'searched_log');

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('provisioning_log', 'provisioning_log_by_change', '5000000 500000 250000 1'),
  ('provisioning_log', 'provisioning_log_by_source', '5000000 500000 250000 5 1'),
  ('provisioning_log', 'provisioning_log_of_job', '5000000 500000 250000 1'),
  ('provisioning_log', 'provisioning_log_failures', '50000 5000 2500 1'),
  ('provisioning_log', 'provisioning_log_removals', '50000 5000 2500 1'),
  ('target_requests', 'target_requests_of_job', '1000000 100000 50000 1'),
  ('target_requests', 'target_requests_by_change', '1000000 100000 50000 2'),
  ('target_requests', 'target_requests_failed', '10000 1000 500 1');

ANALYZE sqlite_schema;
