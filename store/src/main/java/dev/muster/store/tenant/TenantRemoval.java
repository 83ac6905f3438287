package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;

/// Removes everything that belongs to a tenant, in portions so small that nobody else's writes have
/// to wait for them. What was not done when the process ended is done by the next.
public final class TenantRemoval {
  private static final int PORTION = 500;

  private final Database database;

  public TenantRemoval(Database database) {
    this.database = database;
  }

  /// Removes what the tenant has in every table except `tenants`; how many rows. None means that
  /// nothing was left.
  public long removeRows(TenantId tenant) {
    long removed = 0;
    for (var table : database.read(TenantTables::of)) {
      int portion;
      do {
        portion =
            database.write(tenant, handle -> table.removePortion(handle, tenant.value(), PORTION));
        removed += portion;
      } while (portion == PORTION);
    }
    database.forget(tenant);
    return removed;
  }

  /// Removes the tenant itself, if it is being deleted; its name is free again.
  public void removeTenant(TenantId tenant) {
    var sql = "DELETE FROM tenants WHERE tenant_id = :tenant AND status = 'DELETING'";
    database.write(
        tenant, handle -> handle.createUpdate(sql).bind("tenant", tenant.value()).execute());
  }
}
