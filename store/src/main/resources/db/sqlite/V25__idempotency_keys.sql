-- Requests to the admin API that a client may send again. The twin of postgresql/V25__idempotency_keys.sql.
-- Moments are microseconds since 1970.

CREATE TABLE idempotency_keys (
  -- Who asked: keys of others are other keys.
  asker TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  -- SHA-256 of what was asked.
  request TEXT NOT NULL,
  -- Encrypted, since it may hold a secret; empty while it is being answered.
  answer TEXT,
  created INTEGER NOT NULL,
  PRIMARY KEY (asker, idempotency_key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created);
