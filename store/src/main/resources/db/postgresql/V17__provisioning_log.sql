-- A provisioning log that is searched, and the requests that jobs send to their targets. The twin of sqlite/V17__provisioning_log.sql.

ALTER TABLE provisioning_log
  ADD COLUMN at BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN action TEXT NOT NULL DEFAULT 'OTHER',
  ADD COLUMN result TEXT NOT NULL DEFAULT 'SUCCESS',
  ADD COLUMN error_code TEXT NOT NULL DEFAULT '',
  ADD COLUMN object_type TEXT NOT NULL DEFAULT '',
  ADD COLUMN searched TEXT NOT NULL DEFAULT '';

UPDATE provisioning_log SET
  at = (EXTRACT(EPOCH FROM (entry::jsonb ->> 'at')::timestamptz) * 1000000)::bigint,
  action = entry::jsonb ->> 'action',
  result = entry::jsonb ->> 'result',
  error_code = COALESCE(entry::jsonb -> 'error' ->> 'code', ''),
  object_type = entry::jsonb ->> 'objectType',
  searched = lower(COALESCE(entry::jsonb ->> 'displayName', '') || ' ' || source_id || ' '
    || COALESCE(entry::jsonb ->> 'targetId', ''));

-- Failures and removals are few and are what people look for; other entries cost nothing in these.
CREATE INDEX provisioning_log_failures ON provisioning_log (tenant_id, job_id, log_id) WHERE result = 'FAILURE';

CREATE INDEX provisioning_log_removals ON provisioning_log (tenant_id, job_id, log_id)
  WHERE action IN ('DISABLE', 'DELETE', 'STAGED_DELETE');

CREATE TABLE target_requests (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  log_id BIGINT GENERATED ALWAYS AS IDENTITY,
  at BIGINT NOT NULL,
  change_id TEXT COLLATE "C" NOT NULL,
  failed INTEGER NOT NULL,
  status INTEGER NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, log_id)
);

CREATE INDEX target_requests_by_change ON target_requests (tenant_id, job_id, change_id) WHERE change_id <> '';

CREATE INDEX target_requests_failed ON target_requests (tenant_id, job_id, log_id) WHERE failed = 1;
