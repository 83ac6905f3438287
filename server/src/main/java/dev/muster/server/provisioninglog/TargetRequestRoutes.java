package dev.muster.server.provisioninglog;

import dev.muster.provisioning.job.JobStore;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.jobs.JobLookup;
import dev.muster.store.provisioninglog.TargetRequestStore;
import dev.muster.store.provisioninglog.TargetRequestStore.Kept;
import tools.jackson.databind.node.ObjectNode;

/// The requests that a job sent to its target: those of one change, or the newest.
public final class TargetRequestRoutes implements AdminRoutes {
  private static final String REQUESTS = AdminApi.PREFIX + "/tenants/{tenant}/jobs/{job}/requests";

  private final TargetRequestStore requests;
  private final JobLookup lookup;

  public TargetRequestRoutes(TargetRequestStore requests, JobStore jobs, TenantLookup tenants) {
    this.requests = requests;
    this.lookup = new JobLookup(tenants, jobs);
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", REQUESTS, this::find);
  }

  private Response find(Request request) {
    var job = lookup.require(request);
    var change = request.findQuery("changeId");
    if (change.isPresent()) {
      var found = requests.ofChange(job.id(), change.get());
      return AdminResponses.list("requests", found.stream().map(TargetRequestRoutes::of).toList());
    }
    var paging = Paging.of(request, "target-requests");
    var found =
        requests.newest(
            job.id(),
            paging.number(),
            request.findQuery("failed").map("true"::equals).orElse(false),
            paging.toRead());
    return AdminResponses.ok(
        paging.page(
            "requests", found, TargetRequestRoutes::of, kept -> Long.toString(kept.logId())));
  }

  public static ObjectNode of(Kept kept) {
    var sent = kept.request();
    var json = ScimJson.object().put("logId", kept.logId()).put("at", sent.at().toString());
    if (!sent.changeId().isEmpty()) {
      json.put("changeId", sent.changeId());
    }
    return json.put("status", sent.status()).setAll(sent.entry());
  }
}
