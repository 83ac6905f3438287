package dev.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Moments as the tables hold them: microseconds since 1970, in a number that both databases order
/// and compare alike.
public final class Moments {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Moments() {}

  /// The moment's microseconds; what is finer is cut off.
  public static long micros(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), MICROS_PER_SECOND),
        moment.getNano() / NANOS_PER_MICRO);
  }

  /// The moment of these microseconds.
  public static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// The moment in a column that may be empty.
  public static Optional<Instant> find(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(ofMicros(micros));
  }
}
