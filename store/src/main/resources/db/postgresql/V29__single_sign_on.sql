-- Administrators who come from an identity provider (OpenID Connect). The twin of sqlite/V29__single_sign_on.sql.
-- Moments are microseconds since 1970.

-- How a session's owner showed who they are: password, code, passkey, single-sign-on.
ALTER TABLE sessions ADD COLUMN proof TEXT NOT NULL DEFAULT 'password';

-- At most one row, of number 1.
CREATE TABLE single_sign_on (
  number BIGINT NOT NULL PRIMARY KEY,
  settings TEXT NOT NULL,
  -- The client secret, encrypted.
  sealed_secret TEXT NOT NULL,
  changed BIGINT NOT NULL
);

-- Whom an identity provider means: never told by an e-mail address, which it may give to somebody else.
CREATE TABLE administrator_identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  administrator_id BIGINT NOT NULL,
  -- Whether they were made for it, so that their roles follow what it says.
  made_for_it BOOLEAN NOT NULL,
  created BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);

CREATE INDEX identities_of_administrators ON administrator_identities (administrator_id);
