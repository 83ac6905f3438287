package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  private static final String LOOKUP =
      """
      SELECT r.document FROM resources r
      WHERE r.tenant_id = $1 AND r.resource_type = $2 AND r.id IN (
        SELECT resource_id FROM lookups
        WHERE tenant_id = $1 AND resource_type = $2 AND attribute = $3 AND value = $4)
      ORDER BY r.id LIMIT 101
      """;

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    var url = PostgreSqlServer.newDatabase();
    Database.postgresql(url).close();
    var address = PostgreSqlUrl.parse(url);
    connection =
        DriverManager.getConnection(
            address.jdbcUrl(), address.user().orElseThrow(), address.password().orElseThrow());
    // What is found must be this test's doing.
    execute("ALTER TABLE resources SET (autovacuum_enabled = off)");
    execute("ALTER TABLE lookups SET (autovacuum_enabled = off)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void analysesWhatHasGrownOnce() throws SQLException {
    fill();

    assertThat(Growth.analyse(connection)).containsExactly("lookups", "resources");
    assertThat(Growth.analyse(connection)).isEmpty();
  }

  @Test
  void aPlanMadeWhileTheTablesWereEmptyIsMadeAnew() throws SQLException {
    execute("SET plan_cache_mode = force_generic_plan");
    execute("PREPARE lookup (bigint, text, text, text) AS " + LOOKUP);
    explain();
    fill();
    // One of the two tables is read through, and for each row the other is asked.
    assertThat(explain()).anyMatch(line -> line.contains("Join Filter"));

    Growth.analyse(connection);

    assertThat(explain()).noneMatch(line -> line.contains("Filter"));
  }

  private List<String> explain() throws SQLException {
    var lines = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("EXPLAIN EXECUTE lookup (1, 'User', 'userName', 'user 7')")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  private void fill() throws SQLException {
    execute(
        """
        INSERT INTO resources
          (tenant_id, id, resource_type, version, created, last_modified, display_name, document)
        SELECT 1, 'id ' || n, 'User', 1, 0, 0, 'User', repeat('x', 500)
        FROM generate_series(1, 3000) AS n
        """);
    execute(
        """
        INSERT INTO lookups (tenant_id, resource_type, attribute, value, resource_id, is_unique)
        SELECT 1, 'User', 'userName', 'user ' || n, 'id ' || n, 1
        FROM generate_series(1, 3000) AS n
        """);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
