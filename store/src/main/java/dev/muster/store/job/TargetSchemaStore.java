package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.time.Instant;
import java.util.Optional;

/// The attributes that applications have, as JSON, one for each job.
public final class TargetSchemaStore {
  private final Database database;

  public TargetSchemaStore(Database database) {
    this.database = database;
  }

  /// What is known of an application; empty if it was never looked at.
  public Optional<String> find(JobId job) {
    return database.read(handle ->
        new JobSql(handle, database.dialect(), job)
            .query("SELECT schemas FROM target_schemas WHERE" + OF_JOB)
            .mapTo(String.class)
            .findOne());
  }

  /// Keeps what is known; what was there is replaced.
  public void put(JobId job, String schemas, Instant now) {
    database.write(
        job.tenant(),
        handle ->
            new JobSql(handle, database.dialect(), job)
                .update(
                    """
                    INSERT INTO target_schemas (tenant_id, job_id, schemas, updated)
                    VALUES (:tenant, :job, :schemas, :updated)
                    ON CONFLICT (tenant_id, job_id) DO UPDATE
                    SET schemas = excluded.schemas, updated = excluded.updated
                    """)
                .bind("schemas", schemas)
                .bind("updated", Moments.micros(now))
                .execute());
  }
}
