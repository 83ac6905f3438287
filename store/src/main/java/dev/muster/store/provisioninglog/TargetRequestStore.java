package dev.muster.store.provisioninglog;

import dev.muster.provisioning.job.JobId;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the requests that jobs send to their targets.
public final class TargetRequestStore {
  private static final int FORGOTTEN_AT_ONCE = 1_000;
  private static final String SELECT =
      "SELECT log_id, change_id, at, status, entry FROM target_requests"
          + " WHERE tenant_id = :tenant AND job_id = :job ";

  private final Database database;

  public TargetRequestStore(Database database) {
    this.database = database;
  }

  /// A request with its place in the log, which grows with time.
  public record Kept(long logId, TargetRequest request) {}

  /// Adds requests of some jobs of a tenant, in one transaction.
  public void append(TenantId tenant, Map<JobId, List<TargetRequest>> requests) {
    var sql =
        """
        INSERT INTO target_requests (tenant_id, job_id, at, change_id, failed, status, entry)
        VALUES (:tenant, :job, :at, :change, :failed, :status, :entry)
        """;
    database.write(
        tenant,
        handle -> {
          var add = new NamedStatement(handle.getConnection(), sql).bind("tenant", tenant.value());
          requests.forEach((job, sent) -> {
            for (var request : sent) {
              add.bind("job", job.value())
                  .bind("at", Moments.micros(request.at()))
                  .bind("change", request.changeId())
                  .bind("failed", request.failed() ? 1 : 0)
                  .bind("failed", request.failed() ? 1 : 0)
                  .bind("status", request.status())
                  .bind("entry", ScimJson.write(request.entry()))
                  .add();
            }
          });
          add.executeBatch();
          return tenant;
        });
  }

  /// The requests of a change in the order in which they were sent.
  public List<Kept> ofChange(JobId job, String changeId) {
    return database.readDirectly(connection ->
        of(connection, job, SELECT + "AND change_id <> '' AND change_id = :change ORDER BY log_id")
            .bind("change", changeId)
            .map(TargetRequestStore::kept)
            .list());
  }

  /// The newest requests of a job, older than a place.
  ///
  /// @param failedOnly those that were answered with an error, or not at all
  public List<Kept> newest(JobId job, Optional<Long> before, boolean failedOnly, int limit) {
    var failed = failedOnly ? "AND failed = 1 " : "";
    return database.readDirectly(connection ->
        of(
                connection,
                job,
                SELECT + failed + "AND log_id < :before ORDER BY log_id DESC LIMIT :limit")
            .bind("before", before.orElse(Long.MAX_VALUE))
            .bind("limit", limit)
            .map(TargetRequestStore::kept)
            .list());
  }

  /// Forgets requests that are older than a moment, in small portions; how many.
  public long forget(JobId job, Instant before) {
    return Forgetting.forget(database, "target_requests", job, before, FORGOTTEN_AT_ONCE);
  }

  private static NamedStatement of(Connection connection, JobId job, String sql) {
    return new NamedStatement(connection, sql)
        .bind("tenant", job.tenant().value())
        .bind("job", job.value());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getLong(1),
        new TargetRequest(
            row.getString(2),
            Moments.ofMicros(row.getLong(3)),
            row.getInt(4),
            ScimJson.parseObject(row.getString(5))));
  }
}
