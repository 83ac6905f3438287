package dev.muster.server.provisioninglog;

import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.Database;
import dev.muster.store.job.SqlJobStore;
import dev.muster.store.provisioninglog.ProvisioningLogStore;
import dev.muster.store.provisioninglog.TargetRequestStore;
import java.time.Clock;
import java.util.List;

/// Everything about the provisioning log and the requests to applications, wired up.
///
/// @param recorder of requests to applications; to be closed
/// @param sweep to be run every hour
public record ProvisioningLogParts(
    ProvisioningLogStore log,
    TargetRequestStore requests,
    TargetRequestLog recorder,
    List<AdminRoutes> routes,
    Runnable sweep) {
  public ProvisioningLogParts {
    routes = List.copyOf(routes);
  }

  public static ProvisioningLogParts wire(
      Database database, SqlJobStore jobs, LiveTenants tenants, TenantLookup lookup, Clock clock) {
    var log = new ProvisioningLogStore(database);
    var requests = new TargetRequestStore(database);
    return new ProvisioningLogParts(
        log,
        requests,
        new TargetRequestLog(requests, jobs, tenants, clock),
        List.of(
            new ProvisioningLogRoutes(log, requests, jobs, lookup),
            new TargetRequestRoutes(requests, jobs, lookup)),
        new ProvisioningLogRetention(log, requests, jobs, tenants, clock)::sweep);
  }
}
