package dev.muster.store.tenant;

import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Columns that may be empty.
final class Columns {
  private Columns() {}

  static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Moments.ofMicros(micros));
  }
}
