package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;

/// What is kept of users' passwords. They are changed by the writes that change the users.
public final class PasswordStore {
  private final Database database;

  public PasswordStore(Database database) {
    this.database = database;
  }

  /// What is kept of the password of a user that exists.
  public Optional<KeptPassword> find(TenantId tenant, String userId) {
    return database.readDirectly(connection -> rows(connection, tenant).find(userId));
  }

  /// Lets the password that a user has now end at a moment; false if it is another one by now.
  ///
  /// @param hash of the password that is meant
  public boolean expire(TenantId tenant, String userId, String hash, Instant at) {
    return database.write(
        tenant,
        handle -> rows(handle.getConnection(), tenant).expire(userId, hash, Moments.micros(at)));
  }

  /// Removes all passwords of a tenant; how many. It takes them in small portions, so that other
  /// writes need not wait.
  public long removeAll(TenantId tenant) {
    long removed = 0;
    while (true) {
      int portion =
          database.write(
              tenant, handle -> rows(handle.getConnection(), tenant).removeSome(TenantSql.CHUNK));
      removed += portion;
      if (portion < TenantSql.CHUNK) {
        return removed;
      }
    }
  }

  private PasswordRows rows(Connection connection, TenantId tenant) {
    return new PasswordRows(
        new TenantSql(connection, database.dialect(), tenant.value()), Origin.SERVER);
  }
}
