package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import java.time.Clock;
import java.util.List;

/// The routes by which mappings and scope are edited.
public final class MappingParts {
  private MappingParts() {}

  /// The routes, wired.
  ///
  /// @param wake what looks at jobs anew
  public static List<AdminRoutes> routes(
      JobStore jobs,
      TenantLookup tenants,
      Connectors connectors,
      DirectoryNames names,
      MappingCompiler compiler,
      Runnable wake,
      Clock clock) {
    var lookup = new JobLookup(tenants, jobs);
    var edit = new JobSettingsEdit(jobs, compiler, connectors::targetSchemas, wake);
    return List.of(
        new MappingRoutes(jobs, lookup, edit, connectors, names, clock),
        new SchemaRoutes(lookup, edit));
  }
}
