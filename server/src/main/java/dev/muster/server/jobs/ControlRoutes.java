package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.JobBusyException;
import dev.muster.provisioning.cycle.JobControl;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ResetScope;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What people do to jobs — start, pause, cancel, restart — and the rules that jobs run by.
public final class ControlRoutes implements AdminRoutes {
  private static final String JOB = JobRoutes.JOBS + "/{job}";

  private final JobStore jobs;
  private final JobLookup lookup;
  private final JobControl control;
  private final JobRunner runner;

  ControlRoutes(JobStore jobs, JobLookup lookup, JobControl control, JobRunner runner) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.control = control;
    this.runner = runner;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", JOB + "/start", this::start)
        .on("POST", JOB + "/resume", this::start)
        .on("POST", JOB + "/pause", this::pause)
        .on("POST", JOB + "/cancel", this::cancel)
        .on("POST", JOB + "/restart", this::restart)
        .on("GET", JOB + "/rules", request -> rules(lookup.require(request).settings()))
        .on("PATCH", JOB + "/rules", this::changeRules);
  }

  private Response start(Request request) {
    var job = lookup.require(request);
    control.start(job.id());
    return now(job);
  }

  private Response pause(Request request) {
    var job = lookup.require(request);
    control.pause(job.id());
    return now(job);
  }

  private Response cancel(Request request) {
    var job = lookup.require(request);
    var cancelled = unlessBusy(() -> control.cancel(job));
    var json = JobJson.of(jobs.find(job.id()).orElse(job));
    cancelled.ifPresent(cycle -> json.set("cycle", JobJson.of(cycle)));
    return AdminResponses.ok(json);
  }

  /// Without scopes, what Entra's button forgets: all but the links.
  private Response restart(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var scopes =
        fields
            .findStrings("reset")
            .map(ControlRoutes::scopes)
            .orElse(EnumSet.of(ResetScope.ESCROWS, ResetScope.WATERMARK, ResetScope.QUARANTINE));
    fields.refuseOthers();
    unlessBusy(() -> {
      control.restart(job, scopes);
      return job;
    });
    return now(job);
  }

  private static Set<ResetScope> scopes(List<String> names) {
    var scopes = EnumSet.noneOf(ResetScope.class);
    for (var name : names) {
      scopes.add(
          Arrays.stream(ResetScope.values())
              .filter(scope -> Keywords.of(scope).equals(name))
              .findFirst()
              .orElseThrow(() ->
                  HttpException.invalid(
                      "reset",
                      "\"%s\" is none of links, escrows, watermark, quarantine, full"
                          .formatted(name))));
    }
    return scopes;
  }

  private Response changeRules(Request request) {
    var job = lookup.require(request);
    var patch = ScimJson.parseObject(request.body().bytes());
    var changed = RulesJson.patched(job.settings(), patch);
    jobs.updateRules(job.id(), changed);
    runner.wake();
    return rules(changed);
  }

  private static Response rules(JobSettings settings) {
    return AdminResponses.ok(RulesJson.of(settings));
  }

  private Response now(ProvisioningJob job) {
    return AdminResponses.ok(JobJson.of(jobs.find(job.id()).orElse(job)));
  }

  /// Work on a job that nobody runs. Throws 409 if it does not stop.
  static <T> T unlessBusy(Supplier<T> work) {
    try {
      return work.get();
    } catch (JobBusyException e) {
      throw HttpException.conflict("job", String.valueOf(e.getMessage()));
    }
  }
}
