package dev.muster.server.jobs;

import dev.muster.client.ConnectionTest;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.target.MatchingFilter;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.applications.Applications;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.time.Clock;
import java.util.Comparator;
import tools.jackson.databind.node.ObjectNode;

/// Jobs of a tenant: how they are, start, pause, run now, what is parked, what was done.
public final class JobRoutes implements AdminRoutes {
  static final String JOBS = AdminApi.PREFIX + "/tenants/{tenant}/jobs";
  private static final String JOB = JOBS + "/{job}";
  private static final int CYCLES_SHOWN = 10;
  private static final int MOST_CYCLES = 100;

  private final JobStore jobs;
  private final TenantLookup tenants;
  private final JobLookup lookup;
  private final JobRunner runner;
  private final JobConnectors connectors;
  private final Applications applications;
  private final CycleRequests requests;
  private final Clock clock;

  JobRoutes(
      JobStore jobs,
      TenantLookup tenants,
      JobRunner runner,
      JobConnectors connectors,
      Applications applications,
      CycleRequests requests,
      Clock clock) {
    this.jobs = jobs;
    this.tenants = tenants;
    this.lookup = new JobLookup(tenants, jobs);
    this.runner = runner;
    this.connectors = connectors;
    this.applications = applications;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", JOBS, this::list)
        .on("GET", JOB, this::one)
        .on("POST", JOB + "/test", this::test)
        .on("POST", JOB + "/cycles", this::runNow)
        .on("GET", JOB + "/cycles/{request}", this::awaitCycle);
  }

  private Response list(Request request) {
    var tenant = tenants.require(request);
    return AdminResponses.list(
        "jobs", jobs.jobs(tenant.id()).stream().map(job -> status(job, CYCLES_SHOWN)).toList());
  }

  /// `cycles` says how many of the last ones to show.
  private Response one(Request request) {
    var cycles = QueryNumbers.find(request, "cycles", CYCLES_SHOWN);
    return AdminResponses.ok(status(lookup.require(request), Math.clamp(cycles, 1, MOST_CYCLES)));
  }

  private ObjectNode status(ProvisioningJob job, int cyclesShown) {
    var json = JobJson.of(job);
    json.put("sourceHead", connectors.head(job));
    var linked = json.putObject("linked");
    job.settings()
        .objectMappings()
        .forEach(mapping ->
            linked.put(mapping.objectType(), jobs.countLinks(job.id(), mapping.objectType())));
    linked.put("members", jobs.countLinkedMembers(job.id()));
    json.put("planWaits", jobs.findParked(job.id()).isPresent());
    json.put("waitingFailures", jobs.escrows(job.id()).size());
    runner
        .progress(job.id())
        .ifPresent(progress -> json.set("progress", JobJson.of(progress, clock.instant())));
    var cycles = json.putArray("cycles");
    jobs.cycles(job.id(), cyclesShown).forEach(cycle -> cycles.add(JobJson.of(cycle)));
    return json;
  }

  /// Looks by the attribute that users are matched by. The attributes of an application that passes
  /// are discovered with it, once.
  private Response test(Request request) {
    var job = lookup.require(request);
    var settings =
        applications
            .find(job.id())
            .orElseThrow(
                () -> HttpException.invalid("job", "\"" + job.name() + "\" is no application"));
    var matching = matchingAttribute(job);
    var report =
        ConnectionTest.run(
            settings.connection(),
            applications.guard(),
            value -> MatchingFilter.of(matching, value));
    if (report.passed() && report.tellsSchemas() && !applications.hasSchemas(job.id())) {
      TargetAttributeRoutes.discover(applications, job);
    }
    return AdminResponses.ok(JobJson.of(report));
  }

  private static String matchingAttribute(ProvisioningJob job) {
    return job.settings().objectMappings().stream()
        .filter(mapping -> mapping.objectType().equals("User"))
        .flatMap(mapping -> mapping.attributes().stream())
        .filter(line -> line.matchingPriority() > 0)
        .min(Comparator.comparingInt(AttributeMapping::matchingPriority))
        .map(AttributeMapping::target)
        .orElse("userName");
  }

  private Response runNow(Request request) {
    return requests.answer(requests.add(lookup.require(request).id(), new Work.Sync()), request);
  }

  private Response awaitCycle(Request request) {
    lookup.require(request);
    var id = request.parameter("request");
    if (!requests.has(id)) {
      throw HttpException.notFound(
          "there is no request \"%s\"; the server may have been restarted".formatted(id));
    }
    return requests.answer(id, request);
  }
}
