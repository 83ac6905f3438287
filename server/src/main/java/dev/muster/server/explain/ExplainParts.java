package dev.muster.server.explain;

import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.jobs.JobConnectors;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.provisioninglog.ProvisioningLogStore;
import dev.muster.store.provisioninglog.TargetRequestStore;
import java.time.Clock;
import java.util.List;

/// Everything by which provisioning explains itself, wired up.
public final class ExplainParts {
  private ExplainParts() {}

  public static List<AdminRoutes> routes(
      ResourceStore resources,
      LiveTenants live,
      TenantLookup tenants,
      JobStore jobs,
      JobConnectors connectors,
      MappingCompiler compiler,
      CycleRunner cycles,
      JobRunner runner,
      ProvisioningLogStore log,
      TargetRequestStore requests,
      Clock clock) {
    var subjects = new Subjects(resources, live);
    var eyes = new JobView.Eyes(jobs, connectors, compiler, clock);
    return List.of(
        new ExplainRoutes(
            jobs, tenants, live, subjects, eyes, new JobExplanation(jobs, cycles, log, requests)),
        new OnDemandRoutes(
            jobs, tenants, subjects, eyes, runner, cycles, new OnDemandReport(jobs, log)));
  }
}
