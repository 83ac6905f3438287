-- Keys of programs for the admin API. The twin of sqlite/V24__api_keys.sql.
-- Moments are microseconds since 1970.

CREATE TABLE api_keys (
  key_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What the audit log calls it: never given twice, so that an old entry means one key.
  name TEXT NOT NULL UNIQUE,
  -- SHA-256 of the key.
  hash TEXT NOT NULL UNIQUE,
  created_by TEXT NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  last_used BIGINT,
  revoked BIGINT
);

-- As administrator_grants.
CREATE TABLE api_key_grants (
  tenant_id BIGINT NOT NULL,
  key_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  application TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, key_id, role, application)
);

CREATE INDEX grants_of_api_keys ON api_key_grants (key_id);
