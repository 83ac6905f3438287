-- Who changed what, what restoring needs, and what the inbound circuit breaker counts. The twin of
-- postgresql/V7__history_and_breaker.sql.

-- Names of the attributes that a change was about, as PATCH writes them.
ALTER TABLE feed ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';

-- Events up to this one have been removed: their retention was over.
ALTER TABLE feed_heads ADD COLUMN removed_up_to INTEGER NOT NULL DEFAULT 0;

-- One row for each version of a resource. Changes hold the values before and after; the members
-- that joined or left are in the feed, from this sequence number on.
CREATE TABLE history (
  tenant_id INTEGER NOT NULL,
  resource_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  resource_type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  request TEXT NOT NULL,
  members_added INTEGER NOT NULL,
  members_removed INTEGER NOT NULL,
  changes TEXT NOT NULL,
  PRIMARY KEY (tenant_id, resource_id, sequence)
) WITHOUT ROWID;

-- Memberships that ended because a resource was deleted: its own, and those of a deleted group.
CREATE TABLE tombstone_members (
  tenant_id INTEGER NOT NULL,
  buried_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, buried_id, group_id, member_id)
) WITHOUT ROWID;

-- Under which userName and externalId a deleted resource was known.
CREATE TABLE tombstone_lookups (
  tenant_id INTEGER NOT NULL,
  resource_type TEXT NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  buried_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, resource_type, attribute, value, buried_id)
) WITHOUT ROWID;

CREATE INDEX tombstone_lookups_of_resource ON tombstone_lookups (tenant_id, buried_id);

-- What a client has deleted, deactivated and removed in a minute.
CREATE TABLE removals (
  tenant_id INTEGER NOT NULL,
  token_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  minute INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, token_id, kind, minute)
) WITHOUT ROWID;

CREATE TABLE holds (
  hold_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants,
  token_id INTEGER NOT NULL,
  token_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  removed INTEGER NOT NULL,
  total INTEGER NOT NULL,
  status TEXT NOT NULL,
  opened INTEGER NOT NULL,
  decided INTEGER,
  ends INTEGER
);

CREATE INDEX holds_of_token ON holds (tenant_id, token_id, hold_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('history', 'history', '5000000 500000 5 1'),
  ('tombstone_members', 'tombstone_members', '500000 50000 5 2 1'),
  ('tombstone_lookups', 'tombstone_lookups', '200000 20000 20000 10000 2 1'),
  ('tombstone_lookups', 'tombstone_lookups_of_resource', '200000 20000 2'),
  ('removals', 'removals', '10000 1000 100 60 1'),
  ('holds', 'holds_of_token', '1000 100 10 1');

ANALYZE sqlite_schema;
