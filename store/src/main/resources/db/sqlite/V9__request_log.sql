-- What clients asked of a tenant's SCIM endpoint, and what they were answered. The twin of postgresql/V9__request_log.sql.
-- Moments are microseconds since 1970; the entry is JSON, secrets taken out.

CREATE TABLE request_log (
  log_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  status INTEGER NOT NULL,
  method TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  entry TEXT NOT NULL
);

CREATE INDEX request_log_of_tenant ON request_log (tenant_id, log_id);

CREATE INDEX request_log_by_resource ON request_log (tenant_id, resource_id, log_id);

CREATE INDEX request_log_by_request ON request_log (tenant_id, request_id);

CREATE INDEX request_log_by_age ON request_log (tenant_id, at);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('request_log', 'request_log_of_tenant', '1000000 100000 1'),
  ('request_log', 'request_log_by_resource', '1000000 100000 20 1'),
  ('request_log', 'request_log_by_request', '1000000 100000 1'),
  ('request_log', 'request_log_by_age', '1000000 100000 2');

ANALYZE sqlite_schema;
