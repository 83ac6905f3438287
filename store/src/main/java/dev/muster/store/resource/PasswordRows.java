package dev.muster.store.resource;

import dev.muster.scim.provider.PasswordChange;
import java.util.Optional;

/// The table `passwords`: what is kept of users' passwords, apart from their documents.
record PasswordRows(TenantSql sql) {

  /// Performs what a write does to a password.
  void change(String userId, PasswordChange change, long at) {
    switch (change) {
      case PasswordChange.None() -> {
        // Nothing is the rule, and costs no statement.
      }
      case PasswordChange.Cleared() -> remove(userId);
      case PasswordChange.Replaced(var hash) -> put(userId, hash, at);
    }
  }

  void remove(String userId) {
    var delete = "DELETE FROM passwords WHERE tenant_id = :tenant AND resource_id = :id";
    sql.statement(delete).bind("id", userId).execute();
  }

  /// The hash of a user that exists.
  Optional<String> find(String userId) {
    var select =
        """
        SELECT p.hash FROM passwords p
        JOIN resources r ON r.tenant_id = p.tenant_id AND r.id = p.resource_id
        WHERE p.tenant_id = :tenant AND p.resource_id = :id
        """;
    return sql.statement(select).bind("id", userId).map(row -> row.getString(1)).findOne();
  }

  /// Removes some passwords of the tenant; how many.
  int removeSome(int limit) {
    var delete =
        """
        DELETE FROM passwords WHERE tenant_id = :tenant AND resource_id IN (
          SELECT resource_id FROM passwords WHERE tenant_id = :tenant LIMIT :limit)
        """;
    return sql.statement(delete).bind("limit", limit).execute();
  }

  private void put(String userId, String hash, long at) {
    var upsert =
        """
        INSERT INTO passwords (tenant_id, resource_id, hash, changed)
        VALUES (:tenant, :id, :hash, :at)
        ON CONFLICT (tenant_id, resource_id)
        DO UPDATE SET hash = excluded.hash, changed = excluded.changed
        """;
    sql.statement(upsert).bind("id", userId).bind("hash", hash).bind("at", at).execute();
  }
}
