package dev.muster.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/// Opens SQLite connections that keep their prepared statements, as PostgreSQL's driver does by
/// itself: to prepare one takes longer than to run it.
final class SqliteSource extends SQLiteDataSource {
  private final Path file;

  SqliteSource(Path file, SQLiteConfig config) {
    super(config);
    this.file = file.toAbsolutePath();
    setUrl("jdbc:sqlite:" + this.file);
  }

  @Override
  public SQLiteConnection getConnection(String user, String password) throws SQLException {
    Properties settings = getConfig().toProperties();
    return new SqliteConnection(getUrl(), file.toString(), settings);
  }
}
