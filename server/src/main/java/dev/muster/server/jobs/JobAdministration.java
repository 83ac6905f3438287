package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.JobControl;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.cycle.LinkEditor;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.applications.Applications;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Routes;
import java.time.Clock;
import java.util.List;

/// All routes by which jobs are looked at, steered and made safe.
public final class JobAdministration implements AdminRoutes {
  private final List<AdminRoutes> parts;

  public JobAdministration(
      JobStore jobs,
      TenantLookup tenants,
      DirectoryNames names,
      JobRunner runner,
      CycleRunner cycles,
      MappingCompiler compiler,
      JobConnectors connectors,
      Applications applications,
      Clock clock) {
    var lookup = new JobLookup(tenants, jobs);
    var control = new JobControl(jobs, runner, clock);
    var edit = new JobSettingsEdit(jobs, compiler, connectors::targetSchemas, runner::wake);
    var links = new LinkEditor(jobs, connectors, compiler, clock);
    var requests = new CycleRequests(runner, cycles);
    this.parts =
        List.of(
            new JobRoutes(jobs, tenants, runner, connectors, applications, requests, clock),
            new AssignmentRoutes(jobs, lookup, names),
            new ControlRoutes(jobs, lookup, control, runner),
            new PlanRoutes(jobs, lookup, names, edit, control, requests, clock),
            new LinkRoutes(jobs, lookup, control, edit, links),
            new FailureRoutes(jobs, lookup, runner, clock),
            new JoinRoutes(jobs, lookup, control, edit),
            new DriftRoutes(jobs, lookup, edit, requests));
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    parts.forEach(part -> part.addTo(routes));
  }
}
