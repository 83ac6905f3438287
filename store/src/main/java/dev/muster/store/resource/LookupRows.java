package dev.muster.store.resource;

import dev.muster.scim.provider.LookupValue;
import dev.muster.store.NamedStatement;
import dev.muster.store.Together;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table `lookups`: under which values a resource is found.
record LookupRows(TenantSql sql) {
  private static final String INSERT =
      """
      INSERT INTO lookups (tenant_id, resource_type, attribute, value, resource_id, is_unique)
      VALUES (:tenant, :type, :attribute, :value, :id, :unique)
      ON CONFLICT (tenant_id, resource_type, attribute, value, resource_id) DO NOTHING
      """;

  /// A value under which a resource is found.
  record Entry(String resourceType, String attribute, String value, String id) {}

  /// The first of the values that has to be unique and is another resource's.
  Optional<LookupValue> findTaken(String resourceType, String id, List<LookupValue> lookups) {
    var select =
        """
        SELECT 1 FROM lookups
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND value = :value AND is_unique = 1 AND resource_id <> :id
        """;
    for (var lookup : lookups) {
      if (lookup.unique()
          && sql.statement(select)
              .bind("type", resourceType)
              .bind("attribute", lookup.attribute())
              .bind("value", lookup.value())
              .bind("id", id)
              .map(row -> row.getInt(1))
              .findOne()
              .isPresent()) {
        return Optional.of(lookup);
      }
    }
    return Optional.empty();
  }

  void add(String resourceType, String id, List<LookupValue> lookups) {
    if (lookups.isEmpty()) {
      return;
    }
    var batch = sql.statement(INSERT).bind("type", resourceType).bind("id", id);
    for (var lookup : lookups) {
      batch
          .bind("attribute", lookup.attribute())
          .bind("value", lookup.value())
          .bind("unique", lookup.unique() ? 1 : 0)
          .add();
    }
    batch.executeBatch();
  }

  /// Adds values of several resources.
  ///
  /// @param entries with whether each has to be its resource's alone
  void add(Together together, Map<Entry, Boolean> entries) {
    var batch = sql.statement(INSERT);
    entries.forEach((entry, unique) -> bind(batch, entry).bind("unique", unique ? 1 : 0).add());
    together.batch(batch);
  }

  void remove(Together together, Collection<Entry> entries) {
    var delete =
        """
        DELETE FROM lookups l
        USING (VALUES (:type, :attribute, :value, :id)) AS n (type, attribute, value, id)
        WHERE l.tenant_id = :tenant AND l.resource_type = n.type AND l.attribute = n.attribute
          AND l.value = n.value AND l.resource_id = n.id
        """;
    var batch = sql.statement(delete);
    entries.forEach(entry -> bind(batch, entry).add());
    together.batch(batch);
  }

  private static NamedStatement bind(NamedStatement statement, Entry entry) {
    return statement
        .bind("type", entry.resourceType())
        .bind("attribute", entry.attribute())
        .bind("value", entry.value())
        .bind("id", entry.id());
  }

  void remove(String resourceType, String id, List<LookupValue> lookups) {
    var delete =
        """
        DELETE FROM lookups
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND value = :value AND resource_id = :id
        """;
    for (var lookup : lookups) {
      sql.statement(delete)
          .bind("type", resourceType)
          .bind("attribute", lookup.attribute())
          .bind("value", lookup.value())
          .bind("id", id)
          .execute();
    }
  }

  void removeAll(String id) {
    var delete = "DELETE FROM lookups WHERE tenant_id = :tenant AND resource_id = :id";
    sql.statement(delete).bind("id", id).execute();
  }
}
