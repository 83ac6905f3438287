package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Objects that failed: listed with their next attempt or as given up, and tried again now.
public final class FailureRoutes implements AdminRoutes {
  private static final String FAILURES = JobRoutes.JOBS + "/{job}/failures";

  private final JobStore jobs;
  private final JobLookup lookup;
  private final JobRunner runner;
  private final Clock clock;

  FailureRoutes(JobStore jobs, JobLookup lookup, JobRunner runner, Clock clock) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", FAILURES, this::list).on("POST", FAILURES + "/retry", this::retry);
  }

  /// A position is a type and an id, such as `User/26118915`.
  private Response list(Request request) {
    var job = lookup.require(request);
    var deadOnly = request.findQuery("givenUp").map("true"::equals).orElse(false);
    var paging = Paging.of(request, "failures");
    var after = paging.position(FailureRoutes::after);
    return AdminResponses.ok(
        paging.page(
            "failures",
            jobs.escrows(job.id(), deadOnly, after, paging.toRead()),
            SafetyJson::of,
            escrow -> escrow.objectType() + "/" + escrow.sourceId()));
  }

  private static Escrow after(String text) {
    var parts = text.split("/", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException(text);
    }
    return new Escrow(parts[0], parts[1], "", "", 0, Instant.EPOCH, Optional.empty());
  }

  private Response retry(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var ids = fields.findStrings("sourceIds");
    var all = fields.findBoolean("all").orElse(false);
    fields.refuseOthers();
    if (ids.isEmpty() && !all) {
      throw HttpException.invalid("sourceIds", "is missing; send ids, or \"all\": true");
    }
    var retried =
        jobs.retryEscrows(job.id(), all ? Optional.empty() : ids.map(Set::copyOf), clock.instant());
    return AdminResponses.ok(
        ScimJson.object()
            .put("retried", retried)
            .put("words", "%,d failures are tried again %s.".formatted(retried, runAgain(job))));
  }

  /// Who asks does not want to wait for the end of a quarantine, unless its plan waits for someone.
  ///
  /// @return when failures are tried again
  private String runAgain(ProvisioningJob job) {
    return switch (job.status()) {
      case NOT_CONFIGURED, NOT_RUN, PAUSED -> "when the job is started";
      case ACTIVE -> {
        runner.wake();
        yield "now";
      }
      case QUARANTINE -> {
        if (job.quarantine().filter(Quarantine::waitsForApproval).isPresent()) {
          yield "when the plan that waits is approved";
        }
        var _ = runner.request(job.id());
        yield "now";
      }
    };
  }
}
