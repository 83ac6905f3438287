-- What tokens are for and who may have them. The twin of postgresql/V4__access.sql.
-- Scopes are words separated by spaces (RFC 6749 §3.3); moments are microseconds since 1970.

ALTER TABLE access_tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read write';

-- The user that /Me stands for.
ALTER TABLE access_tokens ADD COLUMN user_id TEXT;

-- The OAuth client that a short-lived token was issued to.
ALTER TABLE access_tokens ADD COLUMN client_id TEXT;

ALTER TABLE access_tokens ADD COLUMN last_used INTEGER;

-- Short-lived tokens are swept once they have expired.
CREATE INDEX access_tokens_of_clients ON access_tokens (expires) WHERE client_id IS NOT NULL;

CREATE TABLE oauth_clients (
  tenant_id INTEGER NOT NULL,
  client_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  token_seconds INTEGER NOT NULL,
  -- JSON: whose signed assertions are accepted in place of a secret (RFC 7523).
  federation TEXT,
  created INTEGER NOT NULL
);

CREATE INDEX oauth_clients_of_tenant ON oauth_clients (tenant_id, client_id);

CREATE TABLE oauth_secrets (
  tenant_id INTEGER NOT NULL,
  secret_id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER
);

CREATE INDEX oauth_secrets_of_client ON oauth_secrets (tenant_id, client_id, secret_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('access_tokens', 'access_tokens_of_clients', '1000 1'),
  ('oauth_clients', 'oauth_clients_of_tenant', '100 10 1'),
  ('oauth_secrets', 'oauth_secrets_of_client', '200 20 2 1');

ANALYZE sqlite_schema;
