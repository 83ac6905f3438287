package dev.muster.server.provisioninglog;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.ErrorCode;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.jobs.JobLookup;
import dev.muster.store.provisioninglog.LogPage;
import dev.muster.store.provisioninglog.LogSearch;
import dev.muster.store.provisioninglog.ProvisioningLogStore;
import dev.muster.store.provisioninglog.TargetRequestStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The provisioning log of a job or of all jobs of a tenant: searched, one change with its
/// requests, exported; and what the error codes mean.
public final class ProvisioningLogRoutes implements AdminRoutes {
  private static final String TENANT = AdminApi.PREFIX + "/tenants/{tenant}";
  private static final String JOB = TENANT + "/jobs/{job}";
  private static final int EXPORTED_AT_ONCE = 1_000;

  private final ProvisioningLogStore log;
  private final TargetRequestStore requests;
  private final JobStore jobs;
  private final TenantLookup tenants;
  private final JobLookup lookup;

  public ProvisioningLogRoutes(
      ProvisioningLogStore log, TargetRequestStore requests, JobStore jobs, TenantLookup tenants) {
    this.log = log;
    this.requests = requests;
    this.jobs = jobs;
    this.tenants = tenants;
    this.lookup = new JobLookup(tenants, jobs);
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", JOB + "/log", request -> find(List.of(lookup.require(request)), request))
        .on(
            "GET",
            JOB + "/log/export",
            request -> export(List.of(lookup.require(request)), request))
        .on("GET", TENANT + "/log", request -> find(ofTenant(request), request))
        .on("GET", TENANT + "/log/export", request -> export(ofTenant(request), request))
        .on("GET", TENANT + "/log/{change}", this::one)
        .on("GET", AdminApi.PREFIX + "/provisioning-error-codes", request -> codes());
  }

  private List<ProvisioningJob> ofTenant(Request request) {
    return jobs.jobs(tenants.require(request).id());
  }

  private Response find(List<ProvisioningJob> of, Request request) {
    var search = LogSearches.of(request);
    var paging = Paging.of(request, "provisioning-log");
    var page = pages(of, search).apply(paging.number());
    var names = JobNames.of(of);
    var json = ScimJson.object();
    var entries = json.putArray("entries");
    page.entries().forEach(kept -> entries.add(ChangeJson.of(kept, names.of(kept.entry().job()))));
    page.next().ifPresent(next -> json.put("nextCursor", paging.cursor(next.toString())));
    return AdminResponses.ok(json);
  }

  private Function<Optional<Long>, LogPage> pages(List<ProvisioningJob> of, LogSearch search) {
    var ids = of.stream().map(ProvisioningJob::id).toList();
    return before -> {
      var from = before.map(search::before).orElse(search);
      return ids.size() == 1 ? log.find(ids.getFirst(), from) : log.find(ids, from);
    };
  }

  private Response export(List<ProvisioningJob> of, Request request) {
    var format = LogExport.Format.of(request.findQuery("format").orElse("json"));
    var search = LogSearches.of(request).limitedTo(EXPORTED_AT_ONCE);
    return Response.streamed(
            200, format.contentType(), new LogExport(format, pages(of, search), JobNames.of(of)))
        .with("Content-Disposition", "attachment; filename=\"" + fileName(format) + "\"");
  }

  private static String fileName(LogExport.Format format) {
    return switch (format) {
      case JSON -> "ProvisioningLogs.json";
      case CSV -> "ProvisioningLogs.csv";
      case CSV_STEPS -> "ProvisioningLogs_ProvisioningSteps.csv";
      case CSV_MODIFIED_PROPERTIES -> "ProvisioningLogs_ModifiedProperties.csv";
    };
  }

  private Response one(Request request) {
    var change = request.parameter("change");
    for (var job : ofTenant(request)) {
      var found = log.findChange(job.id(), change);
      if (found.isPresent()) {
        var json = ChangeJson.of(found.get(), job.name());
        addRequests(json, job.id(), change);
        return AdminResponses.ok(json);
      }
    }
    throw HttpException.notFound(
        "no job of the tenant has a change \"%s\"; the log forgets in time".formatted(change));
  }

  private void addRequests(ObjectNode json, JobId job, String change) {
    var array = json.putArray("requests");
    requests.ofChange(job, change).forEach(kept -> array.add(TargetRequestRoutes.of(kept)));
  }

  private static Response codes() {
    return AdminResponses.list(
        "errorCodes", Arrays.stream(ErrorCode.values()).map(ChangeJson::of).toList());
  }
}
