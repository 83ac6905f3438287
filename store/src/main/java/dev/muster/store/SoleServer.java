package dev.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Whether this process is the only one that has the PostgreSQL database open: then, and only then,
/// it may keep rows in memory.
///
/// Each connection holds an advisory lock that names its process, so everybody sees who is there. A
/// process that finds itself alone writes down that it keeps rows, looks once more, and from the
/// moment at which it asked is sure for as long as a lease lasts. It looks again long before that
/// is over. Who connects takes the lock first; if somebody else keeps rows then, it waits until
/// they have stopped, or for longer than their lease. So no other process has written anything
/// while this one is sure, whatever has stopped or broken; only a machine whose clock stands still
/// while it is suspended can be wrong, for the rest of its lease.
final class SoleServer {
  static final Duration LEASE = Duration.ofSeconds(2);

  private static final Duration LONGER = Duration.ofMillis(2_500);
  private static final Duration POLL = Duration.ofMillis(50);
  // The upper bits of a lock's key say that it is one of these.
  private static final int KEY_BITS = 48;
  private static final long MARK = 0x4d55L << KEY_BITS;

  private final long key;
  private final LongSupplier nanos;
  private final Runnable alone;
  private volatile long sureUntil;
  private boolean writtenDown;

  /// @param random tells this process from others
  /// @param nanos a clock that only goes forward
  /// @param alone is told before this process is sure again, after others may have been there
  SoleServer(long random, LongSupplier nanos, Runnable alone) {
    this.key = MARK | (random & ((1L << KEY_BITS) - 1));
    this.nanos = nanos;
    this.alone = alone;
    this.sureUntil = nanos.getAsLong();
  }

  /// Whether no other process has written up to this moment.
  boolean isSure() {
    return nanos.getAsLong() - sureUntil < 0;
  }

  /// Makes a new connection known; comes back when nobody else relies on being alone. A database
  /// without tables has nobody who does.
  void enter(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock_shared(" + key + ")");
    }
    if (!hasTable(connection)) {
      return;
    }
    long entered = nanos.getAsLong();
    for (var other = otherHolder(connection); other.isPresent(); other = otherHolder(connection)) {
      if (nanos.getAsLong() - entered > LONGER.toNanos()) {
        // It has not seen this connection's lock, or it would have stopped: it is dead or cut off.
        remove(connection, other.getAsLong());
      } else {
        pause();
      }
    }
  }

  /// Looks who is there; to be called more often than a lease is long.
  synchronized void look(Connection connection) throws SQLException {
    if (!isSettled(connection)) {
      isSettled(connection);
    }
  }

  private boolean isSettled(Connection connection) throws SQLException {
    long asked = nanos.getAsLong();
    // In this order: whoever has removed the holder was there when it did.
    if (othersAreThere(connection)) {
      leave(connection);
      return true;
    }
    if (!isHolder(connection)) {
      unsure();
      writeDown(connection);
      return false;
    }
    sure(asked);
    return true;
  }

  private void sure(long asked) {
    if (!isSure()) {
      alone.run();
    }
    writtenDown = true;
    sureUntil = asked + LEASE.toNanos();
  }

  private void unsure() {
    sureUntil = nanos.getAsLong();
  }

  /// Lets others write at once.
  synchronized void leave(Connection connection) throws SQLException {
    unsure();
    if (writtenDown) {
      remove(connection, key);
      writtenDown = false;
    }
  }

  private void writeDown(Connection connection) throws SQLException {
    var insert = "INSERT INTO sole_server (one, holder) VALUES (1, ?) ON CONFLICT DO NOTHING";
    try (var statement = connection.prepareStatement(insert)) {
      statement.setLong(1, key);
      writtenDown = statement.executeUpdate() > 0;
    }
  }

  private boolean othersAreThere(Connection connection) throws SQLException {
    var select =
        """
        SELECT EXISTS (
          SELECT 1 FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND classid::bigint >> 16 = ?
            AND (classid::bigint << 32 | objid::bigint) <> ?)
        """;
    try (var statement = connection.prepareStatement(select)) {
      statement.setLong(1, MARK >> KEY_BITS);
      statement.setLong(2, key);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  private boolean isHolder(Connection connection) throws SQLException {
    var holder = holder(connection);
    return holder.isPresent() && holder.getAsLong() == key;
  }

  private OptionalLong otherHolder(Connection connection) throws SQLException {
    var holder = holder(connection);
    return holder.isPresent() && holder.getAsLong() != key ? holder : OptionalLong.empty();
  }

  private static OptionalLong holder(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT holder FROM sole_server");
        var rows = statement.executeQuery()) {
      return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
    }
  }

  private static void remove(Connection connection, long holder) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM sole_server WHERE holder = ?")) {
      statement.setLong(1, holder);
      statement.executeUpdate();
    }
  }

  private static boolean hasTable(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT to_regclass('sole_server') IS NOT NULL")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static void pause() throws SQLException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while another server stops to keep rows in memory", e);
    }
  }
}
