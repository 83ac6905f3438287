package dev.muster.store.tenant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The tables that hold rows of tenants, as the database itself lists them: a table that a
/// migration adds is found without anybody having to think of it.
final class TenantTables {
  private static final String TENANTS = "tenants";
  private static final String TENANT_ID = "tenant_id";

  private TenantTables() {}

  /// A table with a column `tenant_id`.
  ///
  /// @param key its primary key's columns in their order
  record Table(String name, List<String> key) {
    Table {
      key = List.copyOf(key);
      if (key.isEmpty()) {
        throw new IllegalStateException(
            "table %s has no primary key; give it one, so that a tenant's rows can be removed"
                .formatted(name));
      }
    }

    /// Removes a portion of a tenant's rows; how many.
    int removePortion(Handle handle, long tenant, int limit) {
      var columns = String.join(", ", key);
      var delete =
          """
          DELETE FROM %1$s WHERE tenant_id = :tenant AND (%2$s) IN (
            SELECT %2$s FROM %1$s WHERE tenant_id = :tenant LIMIT :limit)
          """
              .formatted(name, columns);
      return handle.createUpdate(delete).bind("tenant", tenant).bind("limit", limit).execute();
    }
  }

  /// All of them but `tenants`, by name.
  static List<Table> of(Handle handle) {
    try {
      var connection = handle.getConnection();
      var tables = new ArrayList<Table>();
      for (var name : names(connection)) {
        tables.add(new Table(name, key(connection, name)));
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException("database: cannot list the tables of tenants", e);
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    var schema = connection.getSchema();
    try (var columns = connection.getMetaData().getColumns(null, schema, "%", TENANT_ID)) {
      return strings(columns, "TABLE_NAME").stream()
          .filter(name -> !name.equals(TENANTS))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static List<String> key(Connection connection, String table) throws SQLException {
    var schema = connection.getSchema();
    var columns = new TreeMap<Integer, String>();
    try (var keys = connection.getMetaData().getPrimaryKeys(null, schema, table)) {
      while (keys.next()) {
        columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }

  private static List<String> strings(ResultSet rows, String column) throws SQLException {
    var strings = new ArrayList<String>();
    while (rows.next()) {
      strings.add(rows.getString(column));
    }
    return strings;
  }
}
