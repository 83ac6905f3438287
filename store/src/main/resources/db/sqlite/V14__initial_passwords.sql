-- Temporary passwords that wait to be fetched, once. The twin of postgresql/V14__initial_passwords.sql.

CREATE TABLE initial_passwords (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  link_hash TEXT,
  sealed_password TEXT NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, job_id, account)
);

CREATE UNIQUE INDEX initial_passwords_by_link ON initial_passwords (link_hash);

CREATE INDEX initial_passwords_expiring ON initial_passwords (expires);
