package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.sql.Connection;
import java.util.Optional;

/// What is kept of users' passwords. They are changed by the writes that change the users.
public final class PasswordStore {
  private final Database database;

  public PasswordStore(Database database) {
    this.database = database;
  }

  /// What is kept of the password of a user that exists.
  public Optional<String> find(TenantId tenant, String userId) {
    return database.readDirectly(connection -> rows(connection, tenant).find(userId));
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
    return new PasswordRows(new TenantSql(connection, database.dialect(), tenant.value()));
  }
}
