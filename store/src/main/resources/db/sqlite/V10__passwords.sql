-- What is kept of users' passwords: an Argon2id hash in PHC string format. The twin of
-- postgresql/V10__passwords.sql. It is no part of the document, so nothing that shows documents can show it.

CREATE TABLE passwords (
  tenant_id INTEGER NOT NULL,
  resource_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, resource_id)
) WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('passwords', 'passwords', '100000 10000 1');

ANALYZE sqlite_schema;
