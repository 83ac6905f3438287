package dev.muster.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL server that all tests of a run share; each asks it for a database of its own.
public final class PostgreSqlServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgreSqlServer() {}

  /// A new, empty database's URL.
  public static String newDatabase() {
    var name = "test_" + DATABASES.incrementAndGet();
    try (var connection = Running.SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
    return "postgresql://postgres:postgres@localhost:%d/%s"
        .formatted(Running.SERVER.getPort(), name);
  }

  // Starts with the first test that asks, ends with the JVM.
  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
