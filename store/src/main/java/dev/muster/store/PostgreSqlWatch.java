package dev.muster.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server on PostgreSQL looks at all the time, on connections of its own.
final class PostgreSqlWatch implements AutoCloseable {
  /// How many connections it needs.
  static final int CONNECTIONS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlWatch.class);
  private static final long LOOK_MILLIS = SoleServer.LEASE.toMillis() / 5;
  private static final long GROWTH_MILLIS = 1_000;

  private final HikariDataSource pool;
  private final SoleServer soleServer;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads;

  /// Has looked once when it comes back.
  PostgreSqlWatch(HikariDataSource pool, SoleServer soleServer) {
    this.pool = pool;
    this.soleServer = soleServer;
    look(soleServer::look);
    // Apart from each other: to analyse a large table takes longer than a lease lasts.
    this.threads =
        List.of(
            start("postgresql-others", soleServer::look, LOOK_MILLIS),
            start("postgresql-growth", Growth::analyse, GROWTH_MILLIS));
  }

  private Thread start(String name, Look look, long everyMillis) {
    return Thread.ofPlatform().daemon().name(name).start(() -> lookUntilStopped(look, everyMillis));
  }

  private void lookUntilStopped(Look look, long everyMillis) {
    try {
      while (!stopped.await(everyMillis, TimeUnit.MILLISECONDS)) {
        look(look);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("database: a thread that looks was interrupted", e);
    }
  }

  // A database that is away is told by whoever needs it; here it is looked for again.
  private void look(Look look) {
    try (var connection = pool.getConnection()) {
      look.at(connection);
    } catch (SQLException e) {
      LOG.debug("PostgreSQL: {}", e.getMessage());
    }
  }

  /// Stops, so that others need not wait.
  @Override
  public void close() {
    stopped.countDown();
    try {
      for (var thread : threads) {
        thread.join(SoleServer.LEASE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    look(soleServer::leave);
    pool.close();
  }

  @FunctionalInterface
  private interface Look {
    void at(Connection connection) throws SQLException;
  }
}
