-- Links by which somebody without an account here connects their identity provider to one tenant. The twin of
-- postgresql/V32__tenant_setup_links.sql. Moments are microseconds since 1970.

CREATE TABLE tenant_setup_links (
  tenant_id INTEGER NOT NULL,
  link_id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- SHA-256 of the secret in the link.
  hash TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_opened INTEGER,
  revoked INTEGER,
  -- The token that was made by it; there may be none of that number any more.
  token_id INTEGER
);

CREATE INDEX tenant_setup_links_of_tenant ON tenant_setup_links (tenant_id, link_id);

-- Names are given twice: whose request it was is told by the number. Empty before this migration.
ALTER TABLE request_log ADD COLUMN token_id INTEGER;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('tenant_setup_links', 'tenant_setup_links_of_tenant', '100 10 1');

ANALYZE sqlite_schema;
