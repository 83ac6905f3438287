package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.ReplannedEntries;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Types of object whose entries are to be looked at again, and single entries.
final class ReplanRows {
  private ReplanRows() {}

  static void add(JobSql sql, Collection<String> types) {
    for (var type : types) {
      sql.update(
              """
              INSERT INTO replans (tenant_id, job_id, object_type)
              VALUES (:tenant, :job, :type) ON CONFLICT DO NOTHING
              """)
          .bind("type", type)
          .execute();
    }
  }

  static Set<String> of(JobSql sql) {
    return new HashSet<>(
        sql.query("SELECT object_type FROM replans WHERE" + OF_JOB).mapTo(String.class).list());
  }

  static void clear(JobSql sql) {
    sql.update("DELETE FROM replans WHERE" + OF_JOB).execute();
  }

  /// @param members whether the members of these groups are to be looked at as well
  static void addEntries(JobSql sql, String type, Collection<String> ids, boolean members) {
    if (ids.isEmpty()) {
      return;
    }
    lock(sql);
    var insert =
        sql.each(
                """
                INSERT INTO replanned_entries (tenant_id, job_id, object_type, source_id, members)
                VALUES (:tenant, :job, :type, :id, :members)
                """)
            .bind("type", type)
            .bind("members", members ? 1 : 0);
    ids.forEach(id -> insert.bind("id", id).add());
    insert.executeBatch();
  }

  /// Positions become visible in their order, so that what is forgotten up to one has been seen.
  private static void lock(JobSql sql) {
    sql.update("UPDATE jobs SET last_cycle = last_cycle WHERE" + OF_JOB).execute();
  }

  static boolean hasEntries(JobSql sql) {
    return sql.query("SELECT 1 FROM replanned_entries WHERE" + OF_JOB + "LIMIT 1")
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static ReplannedEntries entries(JobSql sql) {
    var entries = new HashMap<String, Set<String>>();
    var groups = new HashSet<String>();
    var upTo = new AtomicLong();
    sql.query(
            "SELECT position, object_type, source_id, members FROM replanned_entries WHERE"
                + OF_JOB
                + "ORDER BY position")
        .map((row, c) -> {
          upTo.set(row.getLong("position"));
          if (row.getInt("members") == 1) {
            groups.add(row.getString("source_id"));
          }
          return Map.entry(row.getString("object_type"), row.getString("source_id"));
        })
        .forEach(entry ->
            entries.computeIfAbsent(entry.getKey(), type -> new HashSet<>()).add(entry.getValue()));
    return new ReplannedEntries(upTo.get(), entries, groups);
  }

  static void clearEntries(JobSql sql, long upTo) {
    sql.update("DELETE FROM replanned_entries WHERE" + OF_JOB + "AND position <= :upTo")
        .bind("upTo", upTo)
        .execute();
  }
}
