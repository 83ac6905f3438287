package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.SafetyStore.RefusedJoin;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the target was found to differ, and joins that people refused.
final class DriftRows {
  private DriftRows() {}

  static void add(JobSql sql, List<DriftFinding> findings) {
    var add =
        sql.each(
            """
            INSERT INTO drift_findings (tenant_id, job_id, cycle, kind, object_type, target_id, finding)
            VALUES (:tenant, :job, :cycle, :kind, :type, :target, :finding)
            """);
    for (var finding : findings) {
      add.bind("cycle", finding.cycle())
          .bind("kind", finding.kind().name())
          .bind("type", finding.objectType())
          .bind("target", finding.targetId())
          .bind("finding", JobJson.write(finding))
          .add();
    }
    add.executeBatch();
  }

  static void keepOf(JobSql sql, long cycle) {
    sql.update("DELETE FROM drift_findings WHERE" + OF_JOB + "AND cycle <> :cycle")
        .bind("cycle", cycle)
        .execute();
  }

  static Map<String, DriftFinding> changed(JobSql sql, String type, Collection<String> targetIds) {
    var changed = new HashMap<String, DriftFinding>();
    if (!targetIds.isEmpty()) {
      sql.bindList(
              sql.query(
                      "SELECT finding FROM drift_findings WHERE"
                          + OF_JOB
                          + "AND object_type = :type AND kind = 'CHANGED' AND "
                          + sql.among("target_id", "ids")
                          + " ORDER BY position")
                  .bind("type", type),
              "ids",
              targetIds)
          .map((row, c) -> JobJson.read(row.getString(1), DriftFinding.class))
          .forEach(finding -> changed.put(finding.targetId(), finding));
    }
    return changed;
  }

  static List<DriftFinding> find(
      JobSql sql, Optional<DriftFinding.Kind> kind, long after, int limit) {
    var query =
        sql.query(
            "SELECT finding FROM drift_findings WHERE"
                + OF_JOB
                + (kind.isPresent() ? "AND kind = :kind " : "")
                + "ORDER BY position LIMIT :limit OFFSET :after");
    kind.ifPresent(one -> query.bind("kind", one.name()));
    return query
        .bind("limit", limit)
        .bind("after", after)
        .map((row, c) -> JobJson.read(row.getString(1), DriftFinding.class))
        .list();
  }

  static void refuseJoins(JobSql sql, Collection<RefusedJoin> joins) {
    var refuse =
        sql.each(
            """
            INSERT INTO refused_joins (tenant_id, job_id, object_type, source_id, target_id)
            VALUES (:tenant, :job, :type, :source, :target) ON CONFLICT DO NOTHING
            """);
    for (var join : joins) {
      refuse
          .bind("type", join.objectType())
          .bind("source", join.sourceId())
          .bind("target", join.targetId())
          .add();
    }
    refuse.executeBatch();
  }

  static Set<RefusedJoin> refusedJoins(JobSql sql, String type) {
    return new HashSet<>(
        sql.query(
                "SELECT source_id, target_id FROM refused_joins WHERE"
                    + OF_JOB
                    + "AND object_type = :type")
            .bind("type", type)
            .map((row, c) -> new RefusedJoin(type, row.getString(1), row.getString(2)))
            .list());
  }
}
