-- Who may administer, their sessions, and what they did. The twin of sqlite/V19__administrators.sql.
-- Moments are microseconds since 1970.

CREATE TABLE administrators (
  administrator_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- In lower case.
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  suspended BIGINT NOT NULL DEFAULT 0,
  -- Wrong passwords in a row, and until when no further one is looked at.
  failures BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT,
  created BIGINT NOT NULL,
  last_sign_in BIGINT
);

-- A role and what it is about: tenant 0 is the whole platform, no application is all of the tenant's.
CREATE TABLE administrator_grants (
  tenant_id BIGINT NOT NULL,
  administrator_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  application TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, administrator_id, role, application)
);

CREATE INDEX grants_of_administrators ON administrator_grants (administrator_id);

CREATE TABLE sessions (
  -- SHA-256 of the cookie.
  hash TEXT NOT NULL PRIMARY KEY,
  administrator_id BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  created BIGINT NOT NULL,
  last_seen BIGINT NOT NULL
);

CREATE INDEX sessions_of_administrators ON sessions (administrator_id);

-- Links that work once: SHA-256 of what is in them.
CREATE TABLE setup_links (
  hash TEXT NOT NULL PRIMARY KEY,
  expires BIGINT NOT NULL
);

CREATE TABLE audit_log (
  number BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  -- What was done, as JSON: the hash is of this very text.
  entry TEXT NOT NULL,
  hash TEXT NOT NULL
);

-- The last entry's number and hash: whoever writes the next takes this row first.
CREATE TABLE audit_head (
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);

INSERT INTO audit_head (number, hash) VALUES (0, '');
