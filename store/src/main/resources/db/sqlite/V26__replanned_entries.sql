-- Entries that jobs have to look at again though the source did not change them. The twin of postgresql/V26__replanned_entries.sql.
-- members: 1 if those of a group are to be looked at as well, as when it was assigned.

CREATE TABLE replanned_entries (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  members INTEGER NOT NULL
);

CREATE INDEX replanned_entries_of_job ON replanned_entries (tenant_id, job_id, position);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('replanned_entries', 'replanned_entries_of_job', '1000 100 10 1');

ANALYZE sqlite_schema;
