-- Where targets were found to differ from what jobs wrote, and joins that people refused. The twin of sqlite/V16__drift.sql.

CREATE TABLE drift_findings (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  cycle BIGINT NOT NULL,
  kind TEXT NOT NULL,
  object_type TEXT NOT NULL,
  target_id TEXT COLLATE "C" NOT NULL,
  finding TEXT NOT NULL
);

CREATE INDEX drift_findings_of_job ON drift_findings (tenant_id, job_id, position);

CREATE INDEX drift_findings_by_target ON drift_findings (tenant_id, job_id, object_type, target_id);

CREATE TABLE refused_joins (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  object_type TEXT NOT NULL,
  source_id TEXT COLLATE "C" NOT NULL,
  target_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, job_id, object_type, source_id, target_id)
);
