package dev.muster.store.provisioninglog;

import dev.muster.provisioning.job.JobId;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;

/// Finds the place of a moment in a table whose places grow with time, by halving: it costs some
/// twenty looks at an index that is there anyway, where an index over moments would cost each entry
/// a write.
final class LogPlaces {
  private final Connection connection;
  private final String table;
  private final JobId job;

  /// @param table with `tenant_id`, `job_id`, `log_id` and `at`
  LogPlaces(Connection connection, String table, JobId job) {
    this.connection = connection;
    this.table = table;
    this.job = job;
  }

  private record Place(long logId, long at) {}

  /// The first place that is not older than a moment; one past the last when all are older.
  long firstSince(Instant moment) {
    var micros = Moments.micros(moment);
    var first = end("ASC");
    var last = end("DESC");
    if (first.isEmpty() || last.isEmpty()) {
      return 0;
    }
    var low = first.get().logId();
    var high = last.get().logId() + 1;
    while (low < high) {
      var middle = low + (high - low) / 2;
      var found = atOrAfter(middle);
      if (found.isEmpty() || found.get().at() >= micros) {
        high = middle;
      } else {
        low = found.get().logId() + 1;
      }
    }
    return low;
  }

  private Optional<Place> end(String direction) {
    return of("SELECT log_id, at FROM %s WHERE tenant_id = :tenant AND job_id = :job ORDER BY log_id %s LIMIT 1"
            .formatted(table, direction))
        .map(row -> new Place(row.getLong(1), row.getLong(2)))
        .findOne();
  }

  private Optional<Place> atOrAfter(long logId) {
    return of("""
    SELECT log_id, at FROM %s WHERE tenant_id = :tenant AND job_id = :job AND log_id >= :place
    ORDER BY log_id LIMIT 1
    """
            .formatted(table))
        .bind("place", logId)
        .map(row -> new Place(row.getLong(1), row.getLong(2)))
        .findOne();
  }

  private NamedStatement of(String sql) {
    return new NamedStatement(connection, sql)
        .bind("tenant", job.tenant().value())
        .bind("job", job.value());
  }
}
