-- What is kept of users' passwords: an Argon2id hash in PHC string format. The twin of
-- sqlite/V10__passwords.sql. It is no part of the document, so nothing that shows documents can show it.

CREATE TABLE passwords (
  tenant_id BIGINT NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  hash TEXT NOT NULL,
  changed BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, resource_id)
);
