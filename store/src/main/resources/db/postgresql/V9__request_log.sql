-- What clients asked of a tenant's SCIM endpoint, and what they were answered. The twin of sqlite/V9__request_log.sql.
-- Moments are microseconds since 1970; the entry is JSON, secrets taken out.

CREATE TABLE request_log (
  log_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  request_id TEXT COLLATE "C" NOT NULL,
  status INTEGER NOT NULL,
  method TEXT NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  entry TEXT NOT NULL
);

CREATE INDEX request_log_of_tenant ON request_log (tenant_id, log_id);

CREATE INDEX request_log_by_resource ON request_log (tenant_id, resource_id, log_id);

CREATE INDEX request_log_by_request ON request_log (tenant_id, request_id);

CREATE INDEX request_log_by_age ON request_log (tenant_id, at);
