-- What makes the codes that administrators give beside their passwords, and what to give without it.
-- The twin of postgresql/V23__second_factors.sql. Moments are microseconds since 1970.

CREATE TABLE second_factors (
  administrator_id INTEGER NOT NULL PRIMARY KEY,
  -- Encrypted.
  secret TEXT NOT NULL,
  -- The time step of the last code that was taken: it and those before count no more.
  last_step INTEGER NOT NULL,
  created INTEGER NOT NULL
);

CREATE TABLE recovery_codes (
  administrator_id INTEGER NOT NULL,
  -- SHA-256 of the code.
  hash TEXT NOT NULL,
  PRIMARY KEY (administrator_id, hash)
);
