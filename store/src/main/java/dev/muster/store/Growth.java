package dev.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Tells PostgreSQL's planner about tables that have grown. A plan that was made while a table was
/// empty is kept for its prepared statement and reads the whole table later on; autovacuum would
/// come after a minute or more. `ANALYZE` makes every connection plan anew.
final class Growth {
  // Tables of few pages are read as fast in any way.
  private static final int FEW_PAGES = 4;

  private Growth() {}

  /// Analyses the tables that have more than twice the pages that the planner knows of; which.
  static List<String> analyse(Connection connection) throws SQLException {
    var grown = grown(connection);
    for (var table : grown) {
      try (var statement = connection.createStatement()) {
        statement.execute("ANALYZE (SKIP_LOCKED) " + table);
      }
    }
    return grown;
  }

  private static List<String> grown(Connection connection) throws SQLException {
    var select =
        """
        SELECT quote_ident(relname) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
          AND pg_relation_size(oid)
            > (2 * GREATEST(relpages, 0) + ?) * current_setting('block_size')::bigint
        ORDER BY relname
        """;
    var tables = new ArrayList<String>();
    try (var statement = connection.prepareStatement(select)) {
      statement.setInt(1, FEW_PAGES);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }
}
