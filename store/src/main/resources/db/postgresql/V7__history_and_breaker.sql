-- Who changed what, what restoring needs, and what the inbound circuit breaker counts. The twin of
-- sqlite/V7__history_and_breaker.sql.

-- Names of the attributes that a change was about, as PATCH writes them.
ALTER TABLE feed ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';

-- Events up to this one have been removed: their retention was over.
ALTER TABLE feed_heads ADD COLUMN removed_up_to BIGINT NOT NULL DEFAULT 0;

-- One row for each version of a resource. Changes hold the values before and after; the members
-- that joined or left are in the feed, from this sequence number on.
CREATE TABLE history (
  tenant_id BIGINT NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  sequence BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  request TEXT NOT NULL,
  members_added BIGINT NOT NULL,
  members_removed BIGINT NOT NULL,
  changes TEXT NOT NULL,
  PRIMARY KEY (tenant_id, resource_id, sequence)
);

-- Memberships that ended because a resource was deleted: its own, and those of a deleted group.
CREATE TABLE tombstone_members (
  tenant_id BIGINT NOT NULL,
  buried_id TEXT COLLATE "C" NOT NULL,
  group_id TEXT COLLATE "C" NOT NULL,
  member_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, buried_id, group_id, member_id)
);

-- Under which userName and externalId a deleted resource was known.
CREATE TABLE tombstone_lookups (
  tenant_id BIGINT NOT NULL,
  resource_type TEXT COLLATE "C" NOT NULL,
  attribute TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  buried_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, resource_type, attribute, value, buried_id)
);

CREATE INDEX tombstone_lookups_of_resource ON tombstone_lookups (tenant_id, buried_id);

-- What a client has deleted, deactivated and removed in a minute.
CREATE TABLE removals (
  tenant_id BIGINT NOT NULL,
  token_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  minute BIGINT NOT NULL,
  removed BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, token_id, kind, minute)
);

CREATE TABLE holds (
  hold_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL REFERENCES tenants,
  token_id BIGINT NOT NULL,
  token_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  removed BIGINT NOT NULL,
  total BIGINT NOT NULL,
  status TEXT NOT NULL,
  opened BIGINT NOT NULL,
  decided BIGINT,
  ends BIGINT
);

CREATE INDEX holds_of_token ON holds (tenant_id, token_id, hold_id);

