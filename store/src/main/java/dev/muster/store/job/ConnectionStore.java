package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.util.Optional;

/// Connections of applications, one for each job.
public final class ConnectionStore {
  private final Database database;

  public ConnectionStore(Database database) {
    this.database = database;
  }

  public Optional<ApplicationConnection> find(JobId job) {
    return database.read(handle ->
        new JobSql(handle, database.dialect(), job)
            .query(
                """
                SELECT tenant_url, settings, sealed_token, requests_per_second, updated
                FROM application_connections WHERE
                """
                    + OF_JOB)
            .map((row, c) ->
                new ApplicationConnection(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Optional.of(row.getInt(4)).filter(pace -> pace > 0),
                    Moments.ofMicros(row.getLong(5))))
            .findOne());
  }

  /// Keeps a connection; one that was there is replaced.
  public void put(JobId job, ApplicationConnection connection) {
    database.write(
        job.tenant(),
        handle ->
            new JobSql(handle, database.dialect(), job)
                .update(
                    """
                    INSERT INTO application_connections
                      (tenant_id, job_id, tenant_url, settings, sealed_token, requests_per_second, updated)
                    VALUES (:tenant, :job, :url, :settings, :secrets, :pace, :updated)
                    ON CONFLICT (tenant_id, job_id) DO UPDATE
                    SET tenant_url = excluded.tenant_url, settings = excluded.settings,
                      sealed_token = excluded.sealed_token,
                      requests_per_second = excluded.requests_per_second, updated = excluded.updated
                    """)
                .bind("url", connection.tenantUrl())
                .bind("settings", connection.settings())
                .bind("secrets", connection.sealedSecrets())
                .bind("pace", connection.requestsPerSecond().orElse(null))
                .bind("updated", Moments.micros(connection.updated()))
                .execute());
  }
}
