-- What tenants define of their own, and the work that a change of it leaves on lookups. The twin of
-- sqlite/V6__definitions.sql. Moments are microseconds since 1970, truth is 0 or 1, a definition is JSON.

CREATE TABLE definitions (
  tenant_id BIGINT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL
);

CREATE TABLE lookup_work (
  tenant_id BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  attribute TEXT COLLATE "C" NOT NULL,
  task TEXT NOT NULL,
  is_unique SMALLINT NOT NULL,
  after_id TEXT COLLATE "C" NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  since_sequence BIGINT NOT NULL,
  due BIGINT NOT NULL,
  owner TEXT NOT NULL,
  leased_until BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, resource_type, attribute)
);

CREATE INDEX lookup_work_by_due ON lookup_work (due);
