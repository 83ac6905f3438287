-- Who is told of a tenant's changes, how far they have got, and the keys that sign what they are
-- told. The twin of sqlite/V8__event_streams.sql.

-- A stream is a cursor into the tenant's feed: webhooks, and security event tokens that are pushed
-- or polled. Secrets are sealed. Moments of attempts are microseconds; a lease is a server's.
CREATE TABLE event_streams (
  stream_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL REFERENCES tenants,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  events TEXT NOT NULL,
  secrets TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  created BIGINT NOT NULL,
  position BIGINT NOT NULL,
  acknowledged TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  failing_since BIGINT,
  next_attempt BIGINT NOT NULL,
  leased_by TEXT NOT NULL,
  leased_until BIGINT NOT NULL
);

CREATE INDEX event_streams_of_tenant ON event_streams (tenant_id, stream_id);

-- What was sent, or given up; the newest of a stream.
CREATE TABLE deliveries (
  tenant_id BIGINT NOT NULL,
  stream_id BIGINT NOT NULL,
  delivery_id BIGINT NOT NULL,
  event_id TEXT NOT NULL,
  event TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  at BIGINT NOT NULL,
  http_status BIGINT NOT NULL,
  error TEXT NOT NULL,
  millis BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, stream_id, delivery_id)
);

-- Keys of this installation, each sealed; all of them are published.
CREATE TABLE signing_keys (
  key_id TEXT PRIMARY KEY,
  public_key TEXT NOT NULL,
  sealed_key TEXT NOT NULL,
  created BIGINT NOT NULL
);
