-- Who is told of a tenant's changes, how far they have got, and the keys that sign what they are
-- told. The twin of postgresql/V8__event_streams.sql.

-- A stream is a cursor into the tenant's feed: webhooks, and security event tokens that are pushed
-- or polled. Secrets are sealed. Moments of attempts are microseconds; a lease is a server's.
CREATE TABLE event_streams (
  stream_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  events TEXT NOT NULL,
  secrets TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  created INTEGER NOT NULL,
  position INTEGER NOT NULL,
  acknowledged TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  failing_since INTEGER,
  next_attempt INTEGER NOT NULL,
  leased_by TEXT NOT NULL,
  leased_until INTEGER NOT NULL
);

CREATE INDEX event_streams_of_tenant ON event_streams (tenant_id, stream_id);

-- What was sent, or given up; the newest of a stream.
CREATE TABLE deliveries (
  tenant_id INTEGER NOT NULL,
  stream_id INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  event TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  at INTEGER NOT NULL,
  http_status INTEGER NOT NULL,
  error TEXT NOT NULL,
  millis INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, stream_id, delivery_id)
) WITHOUT ROWID;

-- Keys of this installation, each sealed; all of them are published.
CREATE TABLE signing_keys (
  key_id TEXT PRIMARY KEY,
  public_key TEXT NOT NULL,
  sealed_key TEXT NOT NULL,
  created INTEGER NOT NULL
);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('event_streams', 'event_streams_of_tenant', '1000 10 1'),
  ('deliveries', 'deliveries', '1000000 100000 1000 1');

ANALYZE sqlite_schema;
