package dev.muster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;

/// Connection pools as each database likes them.
final class Pools {
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;
  private static final int SQLITE_READERS = 8;
  private static final int CACHE_KIB = 8 * 1024;
  private static final int WAL_PAGES = 8_000;
  private static final int POSTGRESQL_CONNECTIONS = 16;

  private Pools() {}

  /// One connection: SQLite has one writer at a time, whoever asks.
  static HikariDataSource sqliteWriter(Path file) {
    var config = sqlite();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    var pool = pool("sqlite-writer", new SqliteSource(file, config), 1);
    // Fewer checkpoints: each waits for the disk twice, and a page changed often is written once.
    pool.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
    return new HikariDataSource(pool);
  }

  static HikariDataSource sqliteReaders(Path file) {
    var pool = pool("sqlite-readers", new SqliteSource(file, sqlite()), SQLITE_READERS);
    pool.setConnectionInitSql("PRAGMA query_only = ON");
    return new HikariDataSource(pool);
  }

  static HikariDataSource postgresql(PostgreSqlSource source) {
    return postgresql("postgresql", source, POSTGRESQL_CONNECTIONS);
  }

  static HikariDataSource postgresqlWatch(PostgreSqlSource source) {
    return postgresql("postgresql-watch", source, PostgreSqlWatch.CONNECTIONS);
  }

  private static HikariDataSource postgresql(String name, PostgreSqlSource source, int most) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(most);
    // To compile a statement takes longer than any of these runs.
    config.setConnectionInitSql("SET jit = off");
    return new HikariDataSource(config);
  }

  private static SQLiteConfig sqlite() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    // The driver would ask for the last row's id after each insert; RETURNING tells it where
    // wanted.
    config.setGetGeneratedKeys(false);
    config.setCacheSize(-CACHE_KIB);
    config.setTempStore(TempStore.MEMORY);
    return config;
  }

  private static HikariConfig pool(String name, SqliteSource source, int connections) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    return config;
  }
}
