package dev.muster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// Connection pools as each database likes them.
final class Pools {
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;
  private static final int SQLITE_READERS = 8;
  private static final int POSTGRESQL_CONNECTIONS = 16;

  private Pools() {}

  /// One connection: SQLite has one writer at a time, whoever asks.
  static HikariDataSource sqliteWriter(Path file) {
    var config = sqlite();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    return new HikariDataSource(pool("sqlite-writer", sqliteSource(file, config), 1));
  }

  static HikariDataSource sqliteReaders(Path file) {
    var pool = pool("sqlite-readers", sqliteSource(file, sqlite()), SQLITE_READERS);
    pool.setConnectionInitSql("PRAGMA query_only = ON");
    return new HikariDataSource(pool);
  }

  static HikariDataSource postgresql(PostgreSqlUrl url) {
    var config = new HikariConfig();
    config.setPoolName("postgresql");
    config.setJdbcUrl(url.jdbcUrl());
    url.user().ifPresent(config::setUsername);
    url.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "muster");
    return new HikariDataSource(config);
  }

  private static SQLiteConfig sqlite() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    return config;
  }

  private static SQLiteDataSource sqliteSource(Path file, SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  private static HikariConfig pool(String name, SQLiteDataSource source, int connections) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    return config;
  }
}
