-- Keys of programs for the admin API. The twin of postgresql/V24__api_keys.sql.
-- Moments are microseconds since 1970.

CREATE TABLE api_keys (
  key_id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- What the audit log calls it: never given twice, so that an old entry means one key.
  name TEXT NOT NULL UNIQUE,
  -- SHA-256 of the key.
  hash TEXT NOT NULL UNIQUE,
  created_by TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_used INTEGER,
  revoked INTEGER
);

-- As administrator_grants.
CREATE TABLE api_key_grants (
  tenant_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  application TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, key_id, role, application)
);

CREATE INDEX grants_of_api_keys ON api_key_grants (key_id);
