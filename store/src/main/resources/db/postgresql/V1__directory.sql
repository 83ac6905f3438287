-- Tenants, their tokens, their resources and the change feed. The twin of sqlite/V1__directory.sql.
-- Moments are microseconds since 1970, truth is 0 or 1, lists are JSON arrays. Text that orders or
-- identifies is compared by code point, as SQLite does.

CREATE TABLE tenants (
  tenant_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  created BIGINT NOT NULL
);

CREATE TABLE access_tokens (
  token_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL REFERENCES tenants,
  name TEXT COLLATE "C" NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created BIGINT NOT NULL,
  expires BIGINT
);

CREATE INDEX access_tokens_of_tenant ON access_tokens (tenant_id, token_id);

CREATE TABLE resources (
  tenant_id BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  created BIGINT NOT NULL,
  last_modified BIGINT NOT NULL,
  display_name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX resources_of_type ON resources (tenant_id, resource_type, id);

CREATE TABLE tombstones (
  tenant_id BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  created BIGINT NOT NULL,
  last_modified BIGINT NOT NULL,
  display_name TEXT NOT NULL,
  document TEXT NOT NULL,
  deleted BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX tombstones_by_age ON tombstones (tenant_id, deleted);

CREATE TABLE resource_counts (
  tenant_id BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  resources BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, resource_type)
);

CREATE TABLE lookups (
  tenant_id BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  attribute TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  is_unique SMALLINT NOT NULL,
  PRIMARY KEY (tenant_id, resource_type, attribute, value, resource_id)
);

CREATE UNIQUE INDEX lookups_unique ON lookups (tenant_id, resource_type, attribute, value)
  WHERE is_unique = 1;

CREATE INDEX lookups_of_resource ON lookups (tenant_id, resource_id);

CREATE TABLE members (
  tenant_id BIGINT NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  member_id TEXT COLLATE "C" NOT NULL,
  member_type TEXT NOT NULL,
  PRIMARY KEY (tenant_id, group_id, member_id)
);

CREATE INDEX members_by_member ON members (tenant_id, member_id, group_id);

CREATE TABLE feed_heads (
  tenant_id BIGINT NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL
);

CREATE TABLE feed (
  tenant_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  members_added TEXT NOT NULL,
  members_removed TEXT NOT NULL,
  PRIMARY KEY (tenant_id, sequence)
);
