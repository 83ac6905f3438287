-- Passkeys of administrators, and what a browser was asked for. The twin of postgresql/V22__passkeys.sql.
-- Moments are microseconds since 1970.

CREATE TABLE passkeys (
  -- Credential id, user handle and public key are in base64url.
  credential TEXT NOT NULL PRIMARY KEY,
  administrator_id INTEGER NOT NULL,
  -- The same for all passkeys of somebody: it says nothing of who they are.
  user_handle TEXT NOT NULL,
  public_key TEXT NOT NULL,
  -- How often it has signed, as far as it says.
  signatures INTEGER NOT NULL,
  name TEXT NOT NULL,
  created INTEGER NOT NULL,
  last_used INTEGER
);

CREATE INDEX passkeys_of_administrators ON passkeys (administrator_id);
CREATE INDEX passkeys_of_handles ON passkeys (user_handle);

-- A sign-in, or the making of a passkey, that has begun and waits for the browser's answer.
CREATE TABLE ceremonies (
  -- SHA-256 of the browser's cookie.
  hash TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  expires INTEGER NOT NULL
);
