package dev.muster.store.provisioninglog;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.Database;
import java.time.Instant;

/// Removes the beginning of a log, in small portions: no other writer waits long.
final class Forgetting {
  private Forgetting() {}

  /// Removes what is older than a moment; how many rows that were.
  static long forget(Database database, String table, JobId job, Instant before, int portion) {
    var end =
        database.readDirectly(
            connection -> new LogPlaces(connection, table, job).firstSince(before));
    var sql =
        """
        DELETE FROM %1$s WHERE tenant_id = :tenant AND job_id = :job AND log_id IN (
          SELECT log_id FROM %1$s WHERE tenant_id = :tenant AND job_id = :job AND log_id < :end
          ORDER BY log_id LIMIT :portion)
        """
            .formatted(table);
    long forgotten = 0;
    while (true) {
      int removed =
          database.write(
              job.tenant(),
              handle ->
                  handle
                      .createUpdate(sql)
                      .bind("tenant", job.tenant().value())
                      .bind("job", job.value())
                      .bind("end", end)
                      .bind("portion", portion)
                      .execute());
      forgotten += removed;
      if (removed < portion) {
        return forgotten;
      }
    }
  }
}
