package dev.muster.server.groups;

import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.jobs.DirectoryNames;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.resource.DynamicGroupStore;
import dev.muster.store.resource.SqlResourceStore;
import java.time.Clock;

/// Everything about dynamic groups, wired up.
///
/// @param worker to be started, woken after each change of a directory, and closed
public record DynamicGroupParts(AdminRoutes routes, DynamicGroupWorker worker) {

  public static DynamicGroupParts wire(
      Database database,
      SqlResourceStore resources,
      LiveTenants tenants,
      TenantLookup lookup,
      DirectoryNames names,
      Clock clock) {
    var store = new DynamicGroupStore(database);
    var groups = new DynamicGroups(store, resources, tenants, clock);
    var worker = new DynamicGroupWorker(groups);
    return new DynamicGroupParts(
        new DynamicGroupRoutes(lookup, tenants, names, store, resources, groups, worker::wake),
        worker);
  }
}
