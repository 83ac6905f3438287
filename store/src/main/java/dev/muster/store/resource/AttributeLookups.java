package dev.muster.store.resource;

import java.util.List;

/// The rows of the table `lookups` that belong to one attribute of a resource type.
///
/// @param attribute as lookups name it
record AttributeLookups(TenantSql sql, String resourceType, String attribute) {

  /// Values that several resources have, at most so many.
  List<String> duplicates(int limit) {
    var select =
        """
        SELECT value FROM lookups
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
        GROUP BY value HAVING COUNT(*) > 1
        ORDER BY value LIMIT :limit
        """;
    return sql.statement(select)
        .bind("type", resourceType)
        .bind("attribute", attribute)
        .bind("limit", limit)
        .map(row -> row.getString(1))
        .list();
  }

  /// Makes all values of an attribute unique, or no longer so.
  void mark(boolean unique) {
    var update =
        """
        UPDATE lookups SET is_unique = :unique
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND is_unique <> :unique
        """;
    sql.statement(update)
        .bind("type", resourceType)
        .bind("attribute", attribute)
        .bind("unique", unique ? 1 : 0)
        .execute();
  }

  /// Removes one resource's values of an attribute.
  void remove(String id) {
    var delete =
        """
        DELETE FROM lookups
        WHERE tenant_id = :tenant AND resource_id = :id AND resource_type = :type
          AND attribute = :attribute
        """;
    sql.statement(delete)
        .bind("type", resourceType)
        .bind("attribute", attribute)
        .bind("id", id)
        .execute();
  }

  /// Removes values of an attribute, whosever they are; how many, at most as many as fit into one
  /// statement.
  int drop() {
    var delete =
        """
        DELETE FROM lookups
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND (value, resource_id) IN (
            SELECT value, resource_id FROM lookups
            WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
            LIMIT :limit)
        """;
    return sql.statement(delete)
        .bind("type", resourceType)
        .bind("attribute", attribute)
        .bind("limit", TenantSql.CHUNK)
        .execute();
  }
}
