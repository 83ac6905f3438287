-- What tenants define of their own, and the work that a change of it leaves on lookups. The twin of
-- postgresql/V6__definitions.sql. Moments are microseconds since 1970, truth is 0 or 1, a definition is JSON.

CREATE TABLE definitions (
  tenant_id INTEGER NOT NULL PRIMARY KEY,
  document TEXT NOT NULL
);

CREATE TABLE lookup_work (
  tenant_id INTEGER NOT NULL,
  resource_type TEXT NOT NULL,
  attribute TEXT NOT NULL,
  task TEXT NOT NULL,
  is_unique INTEGER NOT NULL,
  after_id TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  since_sequence INTEGER NOT NULL,
  due INTEGER NOT NULL,
  owner TEXT NOT NULL,
  leased_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, resource_type, attribute)
);

CREATE INDEX lookup_work_by_due ON lookup_work (due);
