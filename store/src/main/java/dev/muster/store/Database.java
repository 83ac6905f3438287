package dev.muster.store;

import java.nio.file.Path;

/// The database: SQLite in a file, or PostgreSQL. Opening it brings its tables up to date.
@SuppressWarnings("DoNotCallSuggester")
public final class Database implements AutoCloseable {

  /// The embedded default: one SQLite file.
  public static Database sqlite(Path file) {
    throw new UnsupportedOperationException(file.toString());
  }

  /// A PostgreSQL database.
  ///
  /// @param url `postgresql://user:password@host:port/database`, with or without `jdbc:` before it
  public static Database postgresql(String url) {
    throw new UnsupportedOperationException(url);
  }

  @Override
  public void close() {}
}
