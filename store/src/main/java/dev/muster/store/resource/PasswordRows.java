package dev.muster.store.resource;

import dev.muster.scim.provider.PasswordChange;
import dev.muster.store.Moments;
import java.util.List;
import java.util.Optional;

/// The table `passwords`: what is kept of users' passwords, apart from their documents.
///
/// @param origin whose writes set passwords
record PasswordRows(TenantSql sql, Origin origin) {

  /// Performs what a write does to a password.
  void change(String userId, PasswordChange change, long at) {
    switch (change) {
      case PasswordChange.None() -> {
        // Nothing is the rule, and costs no statement.
      }
      case PasswordChange.Cleared() -> delete("passwords", "resource_id", userId);
      case PasswordChange.Replaced(var hash) -> put(userId, hash, at);
    }
  }

  /// Removes everything by which somebody could sign in as a user who is gone for good.
  void forget(String userId) {
    delete("passwords", "resource_id", userId);
    for (var table : List.of("passkeys", "sessions")) {
      delete(table, "account_id", userId);
    }
  }

  /// What is kept of the password of a user that exists.
  Optional<KeptPassword> find(String userId) {
    var select =
        """
        SELECT p.hash, p.set_by, p.changed, COALESCE(p.expires, -1) FROM passwords p
        JOIN resources r ON r.tenant_id = p.tenant_id AND r.id = p.resource_id
        WHERE p.tenant_id = :tenant AND p.resource_id = :id
        """;
    return sql.statement(select)
        .bind("id", userId)
        .map(row ->
            new KeptPassword(
                row.getString(1),
                Origin.Kind.valueOf(row.getString(2)),
                Moments.ofMicros(row.getLong(3)),
                Optional.of(row.getLong(4)).filter(at -> at >= 0).map(Moments::ofMicros)))
        .findOne();
  }

  /// Lets the password that a user has now end at a moment; false if it is another one by now.
  boolean expire(String userId, String hash, long at) {
    var update =
        """
        UPDATE passwords SET expires = :at
        WHERE tenant_id = :tenant AND resource_id = :id AND hash = :hash
        """;
    return sql.statement(update).bind("at", at).bind("id", userId).bind("hash", hash).execute()
        == 1;
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

  private void delete(String table, String column, String userId) {
    sql.statement("DELETE FROM %s WHERE tenant_id = :tenant AND %s = :id".formatted(table, column))
        .bind("id", userId)
        .execute();
  }

  private void put(String userId, String hash, long at) {
    var upsert =
        """
        INSERT INTO passwords (tenant_id, resource_id, hash, changed, set_by)
        VALUES (:tenant, :id, :hash, :at, :by)
        ON CONFLICT (tenant_id, resource_id) DO UPDATE
        SET hash = excluded.hash, changed = excluded.changed, set_by = excluded.set_by, expires = NULL
        """;
    sql.statement(upsert)
        .bind("id", userId)
        .bind("hash", hash)
        .bind("at", at)
        .bind("by", origin.kind().name())
        .execute();
  }
}
