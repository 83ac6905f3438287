-- Where targets were found to differ from what jobs wrote, and joins that people refused. The twin of postgresql/V16__drift.sql.

CREATE TABLE drift_findings (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  cycle INTEGER NOT NULL,
  kind TEXT NOT NULL,
  object_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  finding TEXT NOT NULL
);

CREATE INDEX drift_findings_of_job ON drift_findings (tenant_id, job_id, position);

CREATE INDEX drift_findings_by_target ON drift_findings (tenant_id, job_id, object_type, target_id);

CREATE TABLE refused_joins (
  tenant_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id, target_id)
);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('drift_findings', 'drift_findings_of_job', '10000 1000 100 1'),
  ('drift_findings', 'drift_findings_by_target', '10000 1000 100 50 1'),
  ('refused_joins', 'sqlite_autoindex_refused_joins_1', '1000 100 10 10 1 1');

ANALYZE sqlite_schema;
