package dev.muster.store;

import java.nio.file.Path;

/// A fresh database of either kind, for tests that hold for both.
public final class TestDatabases {
  private TestDatabases() {}

  /// Opens one.
  ///
  /// @param kind `SQLite` or `PostgreSQL`
  /// @param folder where SQLite's file is put
  public static Database open(String kind, Path folder) {
    return switch (kind) {
      case "SQLite" -> Database.sqlite(folder.resolve("muster.db"));
      case "PostgreSQL" -> Database.postgresql(PostgreSqlServer.newDatabase());
      default -> throw new IllegalArgumentException("no kind of database: " + kind);
    };
  }
}
