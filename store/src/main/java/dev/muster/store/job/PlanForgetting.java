package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.SafetyStore;
import dev.muster.store.Moments;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Removes plans that are older than they are kept, in small portions: no other writer waits long.
final class PlanForgetting {
  private static final int PORTION = 1_000;
  private static final int CYCLES = 200;

  private final Function<Function<JobSql, List<Long>>, List<Long>> read;
  private final Function<Function<JobSql, Integer>, Integer> write;

  /// @param read runs queries
  /// @param write runs one transaction
  PlanForgetting(
      Function<Function<JobSql, List<Long>>, List<Long>> read,
      Function<Function<JobSql, Integer>, Integer> write) {
    this.read = read;
    this.write = write;
  }

  /// Forgets the plans of cycles that ended before a moment; how many actions.
  long forget(Instant before) {
    var forgotten = 0L;
    var after = 0L;
    while (true) {
      var from = after;
      var cycles = read.apply(sql -> ended(sql, before, from));
      if (cycles.isEmpty()) {
        return forgotten;
      }
      for (long cycle : cycles) {
        forgotten += forget(cycle, "actions", "ordinal");
        forget(cycle, "removed_members", "group_id, member_id");
      }
      after = cycles.getLast();
      var _ = write.apply(sql -> dropCycles(sql, cycles));
    }
  }

  private long forget(long cycle, String table, String key) {
    var sum = 0L;
    while (true) {
      int removed = write.apply(sql -> remove(sql, cycle, table, key));
      sum += removed;
      if (removed < PORTION) {
        return sum;
      }
    }
  }

  private static List<Long> ended(JobSql sql, Instant before, long after) {
    return sql.query(
            "SELECT number FROM cycles WHERE"
                + OF_JOB
                + "AND number > :after AND ended < :before"
                + " AND state NOT IN ('PLANNING', 'PARKED', 'APPLYING')"
                + " ORDER BY number LIMIT :limit")
        .bind("after", after)
        .bind("before", Moments.micros(before))
        .bind("limit", CYCLES)
        .mapTo(Long.class)
        .list();
  }

  private static int remove(JobSql sql, long cycle, String table, String key) {
    return sql.update(
            "DELETE FROM "
                + table
                + " WHERE"
                + OF_JOB
                + "AND cycle = :cycle AND ("
                + key
                + ") IN (SELECT "
                + key
                + " FROM "
                + table
                + " WHERE"
                + OF_JOB
                + "AND cycle = :cycle LIMIT :portion)")
        .bind("cycle", cycle)
        .bind("portion", PORTION)
        .execute();
  }

  /// A job's newest cycles stay, so that it can be seen that it ran.
  private static int dropCycles(JobSql sql, List<Long> cycles) {
    var drop =
        sql.each(
            "DELETE FROM cycles WHERE"
                + OF_JOB
                + "AND number = :number AND number <= (SELECT last_cycle FROM jobs WHERE"
                + OF_JOB
                + ") - "
                + SafetyStore.CYCLES_KEPT);
    cycles.forEach(cycle -> drop.bind("number", cycle).add());
    drop.executeBatch();
    return cycles.size();
  }
}
