package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.JobStore;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.Arrays;

/// Reconciliations: run one, and what the last one found.
public final class DriftRoutes implements AdminRoutes {
  private static final String DRIFT = JobRoutes.JOBS + "/{job}/drift";

  private final JobStore jobs;
  private final JobLookup lookup;
  private final JobSettingsEdit edit;
  private final CycleRequests requests;

  DriftRoutes(JobStore jobs, JobLookup lookup, JobSettingsEdit edit, CycleRequests requests) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.edit = edit;
    this.requests = requests;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", DRIFT, this::findings).on("POST", DRIFT, this::run);
  }

  private Response findings(Request request) {
    var job = lookup.require(request);
    var kind = request.findQuery("kind").map(DriftRoutes::kind);
    var paging = Paging.of(request, "findings");
    // A reconciliation's findings stay as they are: how many were shown says where to go on.
    long shown = paging.number().orElse(0L);
    var hidden = HiddenValues.of(job, edit);
    return AdminResponses.ok(
        paging.page(
            "findings",
            jobs.findings(job.id(), kind, shown, paging.toRead()),
            finding -> SafetyJson.of(finding, hidden),
            last -> Long.toString(shown + paging.limit())));
  }

  private static DriftFinding.Kind kind(String text) {
    return Arrays.stream(DriftFinding.Kind.values())
        .filter(kind -> Keywords.of(kind).equals(text))
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid(
                "kind", "\"%s\" is none of changed, deleted, created, membership".formatted(text)));
  }

  private Response run(Request request) {
    return requests.answer(requests.add(lookup.require(request).id(), new Work.Drift()), request);
  }
}
