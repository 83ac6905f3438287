package dev.muster.store.resource;

import dev.muster.scim.provider.LookupValue;
import java.util.List;
import java.util.Optional;

/// The table `lookups`: under which values a resource is found.
record LookupRows(TenantSql sql) {

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
    var insert =
        """
        INSERT INTO lookups (tenant_id, resource_type, attribute, value, resource_id, is_unique)
        VALUES (:tenant, :type, :attribute, :value, :id, :unique)
        ON CONFLICT (tenant_id, resource_type, attribute, value, resource_id) DO NOTHING
        """;
    if (lookups.isEmpty()) {
      return;
    }
    var batch = sql.statement(insert).bind("type", resourceType).bind("id", id);
    for (var lookup : lookups) {
      batch
          .bind("attribute", lookup.attribute())
          .bind("value", lookup.value())
          .bind("unique", lookup.unique() ? 1 : 0)
          .add();
    }
    batch.executeBatch();
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
