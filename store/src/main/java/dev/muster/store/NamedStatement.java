package dev.muster.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One statement with its parameters bound, on a connection: what every request runs a few of,
/// hence with nothing between it and JDBC but the names of its parameters.
///
/// ```java
/// new NamedStatement(connection, "SELECT name FROM tenants WHERE tenant_id = :tenant")
///     .bind("tenant", 7L)
///     .map(row -> row.getString(1))
///     .findOne();
/// ```
public final class NamedStatement {
  private final Connection connection;
  private final NamedSql sql;
  private final List<@Nullable Object[]> batch = new ArrayList<>(1);
  private @Nullable Object[] values;

  public NamedStatement(Connection connection, String sql) {
    this.connection = connection;
    this.sql = NamedSql.of(sql);
    this.values = new Object[this.sql.names().size()];
  }

  private NamedStatement(Connection connection, NamedSql sql, @Nullable Object[] values) {
    this.connection = connection;
    this.sql = sql;
    this.values = values;
  }

  /// Binds a text, a number, or an array of texts wherever the name stands.
  public NamedStatement bind(String name, Object value) {
    var names = sql.names();
    for (int i = 0; i < values.length; i++) {
      if (names.get(i).equals(name)) {
        values[i] = value;
      }
    }
    return this;
  }

  public NamedStatement bindMap(Map<String, Object> parameters) {
    parameters.forEach(this::bind);
    return this;
  }

  /// Puts what is bound into the batch that [#executeBatch] runs; all of it stays bound for the
  /// next.
  public NamedStatement add() {
    batch.add(values);
    values = values.clone();
    return this;
  }

  /// The rows that the statement finds, or returns from what it changes.
  public <T> Rows<T> map(RowMapper<T> mapper) {
    return new Rows<>(mapper);
  }

  /// Hands each row that the statement finds to a consumer.
  public void forEach(RowConsumer consumer) {
    try (var statement = connection.prepareStatement(sql.text())) {
      set(statement, values);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          consumer.accept(rows);
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// Runs the statement, whether it is a query or not.
  void run(RowConsumer consumer) {
    try (var statement = connection.prepareStatement(sql.text())) {
      set(statement, values);
      if (statement.execute()) {
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            consumer.accept(rows);
          }
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  String text() {
    return sql.text();
  }

  boolean isBatchEmpty() {
    return batch.isEmpty();
  }

  /// Sets the parameters after those before them; how many there are then.
  int set(PreparedStatement statement, int after) throws SQLException {
    set(statement, values, after);
    return after + values.length;
  }

  /// The statement that does for all rows of the batch what this does for each.
  NamedStatement ofArrays() {
    var arrays = BatchArrays.of(sql, batch);
    return new NamedStatement(connection, arrays.sql(), arrays.values());
  }

  /// Runs a statement without result; how many rows it changed.
  public int execute() {
    try (var statement = connection.prepareStatement(sql.text())) {
      set(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /// Runs the statement for all that was added since the last time; for nothing, it is not even
  /// prepared.
  public void executeBatch() {
    if (batch.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql.text())) {
      for (var row : batch) {
        set(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
      batch.clear();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void set(PreparedStatement statement, @Nullable Object[] row) throws SQLException {
    set(statement, row, 0);
  }

  private void set(PreparedStatement statement, @Nullable Object[] row, int after)
      throws SQLException {
    for (int i = 0; i < row.length; i++) {
      int at = after + i + 1;
      switch (row[i]) {
        case String text -> statement.setString(at, PlainText.of(text));
        case Long number -> statement.setLong(at, number);
        case Integer number -> statement.setInt(at, number);
        case String[] texts -> statement.setArray(at, array(texts));
        case Long[] numbers -> statement.setArray(at, connection.createArrayOf("bigint", numbers));
        case null ->
            throw new IllegalStateException("parameter :" + sql.names().get(i) + " is not bound");
        case Object other ->
            throw new IllegalStateException(
                "parameter :%s cannot be a %s"
                    .formatted(sql.names().get(i), other.getClass().getName()));
      }
    }
  }

  private java.sql.Array array(String[] texts) throws SQLException {
    var plain = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      plain[i] = PlainText.of(texts[i]);
    }
    return connection.createArrayOf("text", plain);
  }

  private StatementException failure(SQLException e) {
    return new StatementException("database: %s: %s".formatted(e.getMessage(), sql.text()), e);
  }

  /// Makes a value of the row that a result stands at.
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /// Takes the row that a result stands at.
  @FunctionalInterface
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /// What a statement yields. Each of the methods runs it.
  public final class Rows<T> {
    private final RowMapper<T> mapper;

    private Rows(RowMapper<T> mapper) {
      this.mapper = mapper;
    }

    public List<T> list() {
      var rows = new ArrayList<T>();
      forEach(rows::add);
      return rows;
    }

    public Set<T> set() {
      var rows = new HashSet<T>();
      forEach(rows::add);
      return rows;
    }

    /// The first row, if there is one.
    public Optional<T> findOne() {
      try (var statement = connection.prepareStatement(sql.text())) {
        NamedStatement.this.set(statement, values);
        try (var rows = statement.executeQuery()) {
          return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        }
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    /// The row of a query that always has one.
    public T one() {
      return findOne()
          .orElseThrow(() -> new IllegalStateException("database: no row from " + sql.text()));
    }

    public void forEach(Consumer<T> consumer) {
      NamedStatement.this.forEach(row -> consumer.accept(mapper.map(row)));
    }
  }
}
