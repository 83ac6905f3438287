-- Tenants, their tokens, their resources and the change feed. The twin of postgresql/V1__directory.sql.
-- Moments are microseconds since 1970, truth is 0 or 1, lists are JSON arrays.

CREATE TABLE tenants (
  tenant_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
);

CREATE TABLE access_tokens (
  token_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL,
  expires INTEGER
);

CREATE INDEX access_tokens_of_tenant ON access_tokens (tenant_id, token_id);

CREATE TABLE resources (
  tenant_id INTEGER NOT NULL,
  id TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  version INTEGER NOT NULL,
  created INTEGER NOT NULL,
  last_modified INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX resources_of_type ON resources (tenant_id, resource_type, id);

CREATE TABLE tombstones (
  tenant_id INTEGER NOT NULL,
  id TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  version INTEGER NOT NULL,
  created INTEGER NOT NULL,
  last_modified INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  document TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX tombstones_by_age ON tombstones (tenant_id, deleted);

CREATE TABLE resource_counts (
  tenant_id INTEGER NOT NULL,
  resource_type TEXT NOT NULL,
  resources INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, resource_type)
) WITHOUT ROWID;

CREATE TABLE lookups (
  tenant_id INTEGER NOT NULL,
  resource_type TEXT NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  is_unique INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, resource_type, attribute, value, resource_id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX lookups_unique ON lookups (tenant_id, resource_type, attribute, value)
  WHERE is_unique = 1;

CREATE INDEX lookups_of_resource ON lookups (tenant_id, resource_id);

CREATE TABLE members (
  tenant_id INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  member_type TEXT NOT NULL,
  PRIMARY KEY (tenant_id, group_id, member_id)
) WITHOUT ROWID;

CREATE INDEX members_by_member ON members (tenant_id, member_id, group_id);

CREATE TABLE feed_heads (
  tenant_id INTEGER NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE feed (
  tenant_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  members_added TEXT NOT NULL,
  members_removed TEXT NOT NULL,
  PRIMARY KEY (tenant_id, sequence)
) WITHOUT ROWID;

-- How the tables are filled, for the query planner: rows, then rows for each value of the first
-- column, of the first two columns, and so on. Left to guess, it takes a tenant for ten rows and
-- walks through all of them rather than use a second index.
ANALYZE;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('access_tokens', 'access_tokens_of_tenant', '1000 10 1'),
  ('resources', 'sqlite_autoindex_resources_1', '1000000 100000 1'),
  ('resources', 'resources_of_type', '1000000 100000 50000 1'),
  ('tombstones', 'sqlite_autoindex_tombstones_1', '100000 10000 1'),
  ('tombstones', 'tombstones_by_age', '100000 10000 10'),
  ('resource_counts', 'resource_counts', '20 2 1'),
  ('lookups', 'lookups', '5000000 500000 400000 100000 2 1'),
  ('lookups', 'lookups_unique', '1000000 100000 100000 100000 1'),
  ('lookups', 'lookups_of_resource', '5000000 500000 5'),
  ('members', 'members', '2000000 200000 200 1'),
  ('members', 'members_by_member', '2000000 200000 5 1'),
  ('feed_heads', 'feed_heads', '10 1'),
  ('feed', 'feed', '5000000 500000 1');

-- This connection reads them now; others read them as they open.
ANALYZE sqlite_schema;
