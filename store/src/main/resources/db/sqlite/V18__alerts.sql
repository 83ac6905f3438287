-- Alerts about provisioning: where they go, which there were, and their deliveries. The twin of postgresql/V18__alerts.sql.

CREATE TABLE alert_channels (
  channel_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  kinds TEXT NOT NULL,
  sealed TEXT NOT NULL,
  created INTEGER NOT NULL
);

CREATE INDEX alert_channels_of_tenant ON alert_channels (tenant_id, channel_id);

CREATE TABLE alerts (
  alert_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  alert TEXT NOT NULL
);

CREATE INDEX alerts_of_tenant ON alerts (tenant_id, alert_id);

CREATE INDEX alerts_by_subject ON alerts (tenant_id, subject, at);

CREATE TABLE alert_deliveries (
  tenant_id INTEGER NOT NULL,
  alert_id INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt INTEGER NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (tenant_id, alert_id, channel_id)
);

CREATE INDEX alert_deliveries_pending ON alert_deliveries (next_attempt) WHERE state = 'PENDING';

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('alert_channels', 'alert_channels_of_tenant', '100 3 1'),
  ('alerts', 'alerts_of_tenant', '10000 1000 1'),
  ('alerts', 'alerts_by_subject', '10000 1000 20 1'),
  ('alert_deliveries', 'sqlite_autoindex_alert_deliveries_1', '20000 2000 2 1'),
  ('alert_deliveries', 'alert_deliveries_pending', '100 2');

ANALYZE sqlite_schema;
