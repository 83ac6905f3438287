package dev.muster.server.definitions;

import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.resource.DefinitionStore;
import dev.muster.store.resource.LookupWorkshop;
import dev.muster.store.resource.SqlResourceStore;
import java.time.Clock;
import java.util.List;

/// Everything about the schemas and resource types that tenants define, wired up.
///
/// @param worker that builds indexes; to be started and closed
public record DefinitionParts(List<AdminRoutes> routes, LookupWorker worker) {
  public DefinitionParts {
    routes = List.copyOf(routes);
  }

  public static DefinitionParts wire(
      Database database,
      DefinitionStore store,
      SqlResourceStore resources,
      LiveTenants tenants,
      TenantLookup lookup,
      String baseUrl,
      Clock clock) {
    var definitions = new Definitions(store, resources, tenants, clock);
    return new DefinitionParts(
        List.of(
            new DefinitionRoutes(definitions, lookup, baseUrl),
            new SchemaSetRoutes(definitions, lookup, baseUrl)),
        new LookupWorker(new LookupWorkshop(database), tenants, clock));
  }
}
