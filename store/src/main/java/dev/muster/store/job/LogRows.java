package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.store.Moments;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The provisioning log.
final class LogRows {
  private LogRows() {}

  static void add(JobSql sql, Collection<ProvisioningLogEntry> entries) {
    var add =
        sql.each(
            """
            INSERT INTO provisioning_log (tenant_id, job_id, cycle, at, action, result, error_code,
              object_type, source_id, change_id, searched, entry)
            VALUES (:tenant, :job, :cycle, :at, :action, :result, :error,
              :type, :source, :change, :searched, :entry)
            """);
    for (var entry : entries) {
      add.bind("change", entry.changeId())
          .bind("cycle", entry.cycle())
          .bind("source", entry.sourceId())
          .bind("at", Moments.micros(entry.at()))
          .bind("action", entry.action().name())
          .bind("result", entry.result().name())
          .bind("error", entry.error().map(ErrorInfo::code).orElse(""))
          .bind("type", entry.objectType())
          .bind("searched", searched(entry))
          .bind("entry", JobJson.write(entry))
          .add();
    }
    add.executeBatch();
  }

  /// What of an entry is searched for text.
  private static String searched(ProvisioningLogEntry entry) {
    return String.join(" ", entry.displayName(), entry.sourceId(), entry.targetId().orElse(""))
        .toLowerCase(Locale.ROOT);
  }

  static List<ProvisioningLogEntry> find(JobSql sql, LogQuery query) {
    var where = new StringBuilder("SELECT entry FROM provisioning_log WHERE" + OF_JOB);
    if (query.sourceId().isPresent()) {
      where.append("AND source_id = :source ");
    }
    if (query.cycle().isPresent()) {
      where.append("AND cycle = :cycle ");
    }
    if (query.before().isPresent()) {
      where.append(
          """
          AND log_id < COALESCE((SELECT log_id FROM provisioning_log
            WHERE tenant_id = :tenant AND job_id = :job AND change_id = :before), 0)
          """);
    }
    var statement = sql.query(where + "ORDER BY log_id DESC LIMIT :limit");
    query.sourceId().ifPresent(id -> statement.bind("source", id));
    query.cycle().ifPresent(cycle -> statement.bind("cycle", cycle));
    query.before().ifPresent(change -> statement.bind("before", change));
    return statement
        .bind("limit", query.limit())
        .map((row, c) -> JobJson.read(row.getString(1), ProvisioningLogEntry.class))
        .list();
  }
}
