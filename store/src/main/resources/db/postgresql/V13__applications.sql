-- What is set and known of applications. The twin of sqlite/V13__applications.sql.

-- How an application is spoken to, as JSON without secrets; {} for connections that are older than this column: their
-- sealed text is a secret token, later ones' a JSON object of secrets.
ALTER TABLE application_connections ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- The attributes that an application has, discovered or entered: SCIM schemas and resource types as JSON.
CREATE TABLE target_schemas (
  tenant_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  schemas TEXT NOT NULL,
  updated BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, job_id)
);
