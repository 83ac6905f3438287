-- Alerts about provisioning: where they go, which there were, and their deliveries. The twin of sqlite/V18__alerts.sql.

CREATE TABLE alert_channels (
  channel_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  kinds TEXT NOT NULL,
  sealed TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE INDEX alert_channels_of_tenant ON alert_channels (tenant_id, channel_id);

CREATE TABLE alerts (
  alert_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  alert TEXT NOT NULL
);

CREATE INDEX alerts_of_tenant ON alerts (tenant_id, alert_id);

CREATE INDEX alerts_by_subject ON alerts (tenant_id, subject, at);

CREATE TABLE alert_deliveries (
  tenant_id BIGINT NOT NULL,
  alert_id BIGINT NOT NULL,
  channel_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt BIGINT NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (tenant_id, alert_id, channel_id)
);

CREATE INDEX alert_deliveries_pending ON alert_deliveries (next_attempt) WHERE state = 'PENDING';
