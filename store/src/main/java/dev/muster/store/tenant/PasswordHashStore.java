package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.time.Instant;
import java.util.Optional;

/// Hashes of the passwords that clients have set, apart from the users' documents.
public final class PasswordHashStore {
  private final Database database;

  public PasswordHashStore(Database database) {
    this.database = database;
  }

  /// Keeps a user's hash; one that was there is replaced.
  public void put(TenantId tenant, String user, String hash, Instant now) {
    var sql =
        """
        INSERT INTO password_hashes (tenant_id, user_id, hash, changed)
        VALUES (:tenant, :user, :hash, :changed)
        ON CONFLICT (tenant_id, user_id)
        DO UPDATE SET hash = excluded.hash, changed = excluded.changed
        """;
    database.write(
        tenant,
        handle ->
            handle
                .createUpdate(sql)
                .bind("tenant", tenant.value())
                .bind("user", user)
                .bind("hash", hash)
                .bind("changed", Moments.micros(now))
                .execute());
  }

  /// A user's hash.
  public Optional<String> find(TenantId tenant, String user) {
    var sql = "SELECT hash FROM password_hashes WHERE tenant_id = :tenant AND user_id = :user";
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("tenant", tenant.value())
            .bind("user", user)
            .mapTo(String.class)
            .findOne());
  }

  /// Forgets a user's hash.
  public void remove(TenantId tenant, String user) {
    var sql = "DELETE FROM password_hashes WHERE tenant_id = :tenant AND user_id = :user";
    database.write(
        tenant,
        handle ->
            handle.createUpdate(sql).bind("tenant", tenant.value()).bind("user", user).execute());
  }
}
