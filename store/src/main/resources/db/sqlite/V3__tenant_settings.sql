-- What each tenant has set, and whether it is served. The twin of postgresql/V3__tenant_settings.sql.
-- Settings are a JSON object of what differs from the defaults; the revision grows with each change.

ALTER TABLE tenants ADD COLUMN status TEXT NOT NULL DEFAULT 'ACTIVE';

ALTER TABLE tenants ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

ALTER TABLE tenants ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
