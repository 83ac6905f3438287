package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.store.Moments;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When time alone changes who is in scope.
final class MomentRows {
  private MomentRows() {}

  static void keep(
      JobSql sql, String objectType, Map<String, Instant> moments, Collection<String> looked) {
    var delete =
        sql.each(
                "DELETE FROM scope_moments WHERE"
                    + OF_JOB
                    + "AND object_type = :type AND source_id = :id")
            .bind("type", objectType);
    looked.stream()
        .filter(id -> !moments.containsKey(id))
        .forEach(id -> delete.bind("id", id).add());
    delete.executeBatch();
    var put =
        sql.each(
                """
                INSERT INTO scope_moments (tenant_id, job_id, object_type, source_id, moment)
                VALUES (:tenant, :job, :type, :id, :moment)
                ON CONFLICT (tenant_id, job_id, object_type, source_id) DO UPDATE
                SET moment = excluded.moment
                """)
            .bind("type", objectType);
    moments.forEach(
        (id, moment) -> put.bind("id", id).bind("moment", Moments.micros(moment)).add());
    put.executeBatch();
  }

  static Map<String, Set<String>> due(JobSql sql, Instant now) {
    var due = new HashMap<String, Set<String>>();
    sql.query(
            "SELECT object_type, source_id FROM scope_moments WHERE"
                + OF_JOB
                + "AND moment <= :now")
        .bind("now", Moments.micros(now))
        .map((row, c) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(entry ->
            due.computeIfAbsent(entry.getKey(), type -> new HashSet<>()).add(entry.getValue()));
    return due;
  }

  static Optional<Instant> next(JobSql sql) {
    return sql.query("SELECT moment FROM scope_moments WHERE" + OF_JOB + "ORDER BY moment LIMIT 1")
        .mapTo(Long.class)
        .findOne()
        .map(Moments::ofMicros);
  }
}
