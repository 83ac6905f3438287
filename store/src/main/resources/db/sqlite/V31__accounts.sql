-- People of a directory sign in as administrators do: passkeys and sessions belong to accounts. Tenant 0 is the
-- server itself. The twin of postgresql/V31__accounts.sql.

ALTER TABLE passkeys ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 0;
-- An administrator's number, or the id of the person's User resource.
ALTER TABLE passkeys ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
UPDATE passkeys SET account_id = CAST(administrator_id AS TEXT);
DROP INDEX passkeys_of_administrators;
ALTER TABLE passkeys DROP COLUMN administrator_id;
CREATE INDEX passkeys_of_accounts ON passkeys (tenant_id, account_id);

ALTER TABLE sessions ADD COLUMN tenant_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
UPDATE sessions SET account_id = CAST(administrator_id AS TEXT);
DROP INDEX sessions_of_administrators;
ALTER TABLE sessions DROP COLUMN administrator_id;
CREATE INDEX sessions_of_accounts ON sessions (tenant_id, account_id);

-- What sort of somebody set the password: CLIENT, ADMIN, JOB, PERSON or SERVER.
ALTER TABLE passwords ADD COLUMN set_by TEXT NOT NULL DEFAULT 'CLIENT';
-- When a temporary one ends, in microseconds since 1970; NULL for one that lasts.
ALTER TABLE passwords ADD COLUMN expires INTEGER;
