-- Links by which somebody without an account here connects their identity provider to one tenant. The twin of
-- sqlite/V32__tenant_setup_links.sql. Moments are microseconds since 1970.

CREATE TABLE tenant_setup_links (
  tenant_id BIGINT NOT NULL,
  link_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- SHA-256 of the secret in the link.
  hash TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  last_opened BIGINT,
  revoked BIGINT,
  -- The token that was made by it; there may be none of that number any more.
  token_id BIGINT
);

CREATE INDEX tenant_setup_links_of_tenant ON tenant_setup_links (tenant_id, link_id);

-- Names are given twice: whose request it was is told by the number. Empty before this migration.
ALTER TABLE request_log ADD COLUMN token_id BIGINT;
