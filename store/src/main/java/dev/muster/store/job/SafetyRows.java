package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ResetScope;
import dev.muster.store.Moments;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When jobs ran, what a restart forgets, and leavers whose grace period runs.
final class SafetyRows {
  private SafetyRows() {}

  static void reset(JobSql sql, Set<ResetScope> scopes) {
    var full = scopes.contains(ResetScope.FULL);
    if (full || scopes.contains(ResetScope.LINKS)) {
      for (var table : List.of("links", "linked_members", "unresolved_references")) {
        sql.update("DELETE FROM " + table + " WHERE" + OF_JOB).execute();
      }
    }
    if (full || scopes.contains(ResetScope.ESCROWS)) {
      sql.update("DELETE FROM escrows WHERE" + OF_JOB).execute();
    }
    // Without their links, entries are only met again when all of them are read.
    if (full || scopes.contains(ResetScope.WATERMARK) || scopes.contains(ResetScope.LINKS)) {
      JobRows.advanceWatermark(sql, 0, true);
    }
    if (full || scopes.contains(ResetScope.QUARANTINE)) {
      var paused =
          JobRows.find(sql)
              .map(ProvisioningJob::status)
              .filter(JobStatus.PAUSED::equals)
              .isPresent();
      JobRows.updateStatus(sql, paused ? JobStatus.PAUSED : JobStatus.ACTIVE, Optional.empty());
    }
  }

  static void noteRun(JobSql sql, Cycle.Kind kind, Instant now) {
    sql.update(
            """
            INSERT INTO job_runs (tenant_id, job_id, kind, ran) VALUES (:tenant, :job, :kind, :ran)
            ON CONFLICT (tenant_id, job_id, kind) DO UPDATE SET ran = excluded.ran
            """)
        .bind("kind", kind.name())
        .bind("ran", Moments.micros(now))
        .execute();
  }

  static Optional<Instant> lastRun(JobSql sql, Cycle.Kind kind) {
    return sql.query("SELECT ran FROM job_runs WHERE" + OF_JOB + "AND kind = :kind")
        .bind("kind", kind.name())
        .mapTo(Long.class)
        .findOne()
        .map(Moments::ofMicros);
  }

  static Map<String, Set<String>> departed(JobSql sql, Departure.Event event, Instant notAfter) {
    var departed = new HashMap<String, Set<String>>();
    sql.query(
            "SELECT object_type, source_id FROM links WHERE"
                + OF_JOB
                + "AND departure <> '' AND departure = :event AND departed <= :until")
        .bind("event", event.name())
        .bind("until", Moments.micros(notAfter))
        .map((row, c) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(link ->
            departed.computeIfAbsent(link.getKey(), type -> new HashSet<>()).add(link.getValue()));
    return departed;
  }

  static Optional<Instant> nextDeparture(JobSql sql, Departure.Event event, Instant after) {
    return sql.query(
            "SELECT departed FROM links WHERE"
                + OF_JOB
                + "AND departure <> '' AND departure = :event AND departed > :after"
                + " ORDER BY departed LIMIT 1")
        .bind("event", event.name())
        .bind("after", Moments.micros(after))
        .mapTo(Long.class)
        .findOne()
        .map(Moments::ofMicros);
  }
}
