package dev.muster.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/// A connection whose prepared statements live on when they are closed, and are handed out again to
/// the next who prepares the same text. Like its pool, it serves one thread at a time.
final class SqliteConnection extends JDBC4Connection {
  private static final int MOST_KEPT = 200;

  // In the order of use: what was not used for longest goes first. Those handed out are not in it.
  private final LinkedHashMap<String, KeptStatement> kept = new LinkedHashMap<>();

  SqliteConnection(String url, String file, Properties settings) throws SQLException {
    super(url, file, settings);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    var statement = kept.remove(sql);
    if (statement != null) {
      return statement;
    }
    checkOpen();
    checkCursor(type, concurrency, holdability);
    return new KeptStatement(sql);
  }

  @Override
  public void close() throws SQLException {
    for (var statement : new ArrayList<>(kept.values())) {
      statement.closeForGood();
    }
    kept.clear();
    super.close();
  }

  private void keep(KeptStatement statement) throws SQLException {
    var same = kept.put(statement.text, statement);
    if (same != null) {
      same.closeForGood();
    }
    if (kept.size() > MOST_KEPT) {
      kept.pollFirstEntry().getValue().closeForGood();
    }
  }

  private final class KeptStatement extends JDBC4PreparedStatement {
    private final String text;
    private String @Nullable [] columns;

    KeptStatement(String text) throws SQLException {
      super(SqliteConnection.this, text);
      this.text = text;
    }

    /// The result of the execution. The names of its columns stay the same; the driver would ask
    /// SQLite for each of them each time.
    @Override
    public ResultSet getResultSet() throws SQLException {
      rs.colsMeta = columns;
      var result = super.getResultSet();
      columns = rs.colsMeta;
      return result;
    }

    /// Ends the result, which also ends its read transaction, and lets go of the parameters.
    @Override
    public void close() throws SQLException {
      if (pointer.isClosed()) {
        return;
      }
      rs.close();
      batch = null;
      batchPos = 0;
      batchQueryCount = 0;
      keep(this);
    }

    void closeForGood() throws SQLException {
      super.close();
    }
  }
}
