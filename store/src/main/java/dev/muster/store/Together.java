package dev.muster.store;

import dev.muster.store.NamedStatement.RowConsumer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Statements of a transaction that need nothing from each other. A database at the other end of a
/// network gets them all at once, and its answers come back at once; one in this process runs them
/// one after the other.
public final class Together {
  private final Connection connection;
  private final boolean far;
  private final List<Part> parts = new ArrayList<>();

  public Together(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.far = dialect.isFar();
  }

  /// A query; its rows go to a consumer.
  public void query(NamedStatement statement, RowConsumer rows) {
    parts.add(new Part(statement, rows));
  }

  /// A statement without result.
  public void execute(NamedStatement statement) {
    parts.add(new Part(statement, row -> {}));
  }

  /// All rows that were added to a statement that holds `VALUES (…)`, as one statement where that
  /// is cheaper. Nothing if there are none.
  public void batch(NamedStatement statement) {
    if (statement.isBatchEmpty()) {
      return;
    }
    if (far) {
      execute(statement.ofArrays());
    } else {
      statement.executeBatch();
    }
  }

  /// Runs them.
  public void run() {
    if (parts.isEmpty()) {
      return;
    }
    if (far) {
      runAtOnce();
    } else {
      parts.forEach(part -> part.statement.run(part.rows));
    }
    parts.clear();
  }

  private void runAtOnce() {
    var sql = parts.stream().map(part -> part.statement.text()).collect(Collectors.joining(";\n"));
    try (var statement = connection.prepareStatement(sql)) {
      int at = 0;
      for (var part : parts) {
        at = part.statement.set(statement, at);
      }
      boolean isQuery = statement.execute();
      for (var part : parts) {
        take(statement, isQuery, part);
        isQuery = statement.getMoreResults();
      }
    } catch (SQLException e) {
      throw new StatementException("database: %s: %s".formatted(e.getMessage(), sql), e);
    }
  }

  private static void take(PreparedStatement statement, boolean isQuery, Part part)
      throws SQLException {
    if (isQuery) {
      try (var rows = statement.getResultSet()) {
        while (rows.next()) {
          part.rows.accept(rows);
        }
      }
    }
  }

  private record Part(NamedStatement statement, RowConsumer rows) {}
}
