package dev.muster.server.jobs;

import dev.muster.client.ConnectionTest;
import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.target.MatchingFilter;
import dev.muster.scim.message.ScimJson;
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
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Jobs of a tenant: how they are, start, pause, run now, what is parked, what was done.
public final class JobRoutes implements AdminRoutes {
  static final String JOBS = AdminApi.PREFIX + "/tenants/{tenant}/jobs";
  private static final String JOB = JOBS + "/{job}";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int CYCLES_SHOWN = 10;

  private final JobStore jobs;
  private final TenantLookup tenants;
  private final JobLookup lookup;
  private final JobRunner runner;
  private final JobConnectors connectors;
  private final Applications applications;
  private final CycleRequests requests;

  public JobRoutes(
      JobStore jobs,
      TenantLookup tenants,
      JobRunner runner,
      JobConnectors connectors,
      Applications applications) {
    this.jobs = jobs;
    this.tenants = tenants;
    this.lookup = new JobLookup(tenants, jobs);
    this.runner = runner;
    this.connectors = connectors;
    this.applications = applications;
    this.requests = new CycleRequests(runner);
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", JOBS, this::list)
        .on("GET", JOB, request -> AdminResponses.ok(status(lookup.require(request))))
        .on("POST", JOB + "/test", this::test)
        .on("POST", JOB + "/start", request -> setStatus(request, JobStatus.ACTIVE))
        .on("POST", JOB + "/pause", request -> setStatus(request, JobStatus.PAUSED))
        .on("POST", JOB + "/restart", this::restart)
        .on("POST", JOB + "/cycles", this::runNow)
        .on("GET", JOB + "/cycles/{request}", this::awaitCycle)
        .on("GET", JOB + "/plan", this::plan)
        .on("POST", JOB + "/plan/approve", this::approve)
        .on("POST", JOB + "/plan/reject", this::reject)
        .on("GET", JOB + "/log", this::log);
  }

  private Response list(Request request) {
    var tenant = tenants.require(request);
    return AdminResponses.list("jobs", jobs.jobs(tenant.id()).stream().map(this::status).toList());
  }

  private ObjectNode status(ProvisioningJob job) {
    var json = JobJson.of(job);
    json.put("sourceHead", connectors.head(job));
    var linked = json.putObject("linked");
    job.settings()
        .objectMappings()
        .forEach(mapping ->
            linked.put(mapping.objectType(), jobs.countLinks(job.id(), mapping.objectType())));
    linked.put("members", jobs.countLinkedMembers(job.id()));
    json.put("waitingFailures", jobs.escrows(job.id()).size());
    runner.progress(job.id()).ifPresent(progress -> json.set("progress", JobJson.of(progress)));
    var cycles = json.putArray("cycles");
    jobs.cycles(job.id(), CYCLES_SHOWN).forEach(cycle -> cycles.add(JobJson.of(cycle)));
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
        ConnectionTest.run(settings.connection(), value -> MatchingFilter.of(matching, value));
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

  private Response setStatus(Request request, JobStatus status) {
    var job = lookup.require(request);
    jobs.updateStatus(job.id(), status, Optional.empty());
    runner.wake();
    return AdminResponses.ok(status(jobs.find(job.id()).orElse(job)));
  }

  /// Makes the next cycle an initial one — Entra's "Restart provisioning".
  private Response restart(Request request) {
    var job = lookup.require(request);
    jobs.requireInitialCycle(job.id());
    return setStatus(request, JobStatus.ACTIVE);
  }

  private Response runNow(Request request) {
    return answer(requests.add(lookup.require(request).id()), request);
  }

  private Response awaitCycle(Request request) {
    lookup.require(request);
    var id = request.parameter("request");
    if (!requests.has(id)) {
      throw HttpException.notFound(
          "there is no request \"%s\"; the server may have been restarted".formatted(id));
    }
    return answer(id, request);
  }

  private Response answer(String id, Request request) {
    var json = ScimJson.object().put("request", id);
    var result = requests.await(id, wait(request));
    json.put("done", result.isPresent());
    result.flatMap(found -> found.cycle()).ifPresent(cycle -> json.set("cycle", JobJson.of(cycle)));
    return AdminResponses.ok(json);
  }

  private static Duration wait(Request request) {
    var asked = Duration.ofSeconds(number(request, "wait", 0));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private Response plan(Request request) {
    var job = lookup.require(request);
    var parked = requireParked(job);
    var json = JobJson.of(parked);
    var actions = json.putArray("actions");
    jobs.actions(job.id(), parked.number(), number(request, "after", 0), limit(request))
        .forEach(action -> actions.add(JobJson.of(action)));
    return AdminResponses.ok(json);
  }

  private Response approve(Request request) {
    var job = lookup.require(request);
    jobs.updateCycle(requireParked(job).approved());
    return answer(requests.add(job.id()), request);
  }

  private Response reject(Request request) {
    var job = lookup.require(request);
    var rejected = requireParked(job).rejected();
    jobs.updateCycle(rejected);
    return AdminResponses.ok(JobJson.of(rejected));
  }

  private Cycle requireParked(ProvisioningJob job) {
    return jobs.cycles(job.id(), 1).stream()
        .filter(cycle -> cycle.state() == Cycle.State.PARKED)
        .findFirst()
        .orElseThrow(
            () -> HttpException.notFound("job \"%s\" has no parked plan".formatted(job.name())));
  }

  private Response log(Request request) {
    var job = lookup.require(request);
    var query =
        new LogQuery(
            request.findQuery("sourceId"),
            request.findQuery("cycle").map(text -> number("cycle", text)),
            request.findQuery("before"),
            limit(request));
    return AdminResponses.list(
        "entries", jobs.log(job.id(), query).stream().map(JobJson::of).toList());
  }

  private static int limit(Request request) {
    return Math.clamp(number(request, "limit", 100), 1, 1_000);
  }

  private static long number(Request request, String name, long otherwise) {
    return request.findQuery(name).map(text -> number(name, text)).orElse(otherwise);
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HttpException.invalid(name, "expected a whole number, found \"" + text + "\"");
    }
  }
}
