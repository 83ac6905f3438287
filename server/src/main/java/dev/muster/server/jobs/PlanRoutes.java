package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.JobControl;
import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.Paging;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plans as things to look at and to decide on: the one that waits, those of past cycles, and
/// previews of settings that are not saved.
public final class PlanRoutes implements AdminRoutes {
  private static final String JOB = JobRoutes.JOBS + "/{job}";
  private static final Map<String, String> KINDS =
      Map.of(
          "create", "CREATE",
          "update", "UPDATE",
          "join", "UPDATE",
          "disable", "DISABLE",
          "delete", "DELETE",
          "changeMembers", "CHANGE_MEMBERS");

  private final JobStore jobs;
  private final JobLookup lookup;
  private final DirectoryNames names;
  private final JobSettingsEdit edit;
  private final JobControl control;
  private final CycleRequests requests;
  private final Clock clock;

  PlanRoutes(
      JobStore jobs,
      JobLookup lookup,
      DirectoryNames names,
      JobSettingsEdit edit,
      JobControl control,
      CycleRequests requests,
      Clock clock) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.names = names;
    this.edit = edit;
    this.control = control;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", JOB + "/plan", this::waiting)
        .on("POST", JOB + "/plan/approve", this::approve)
        .on("POST", JOB + "/plan/reject", this::reject)
        .on("GET", JOB + "/plans/{number}", this::byNumber)
        .on("POST", JOB + "/plans/{number}/undo", this::undo)
        .on("POST", JOB + "/previews", this::preview);
  }

  private Response waiting(Request request) {
    var job = lookup.require(request);
    return show(requireParked(job), job, request);
  }

  private Response byNumber(Request request) {
    var job = lookup.require(request);
    return show(requireCycle(job, request), job, request);
  }

  private Response show(Cycle plan, ProvisioningJob job, Request request) {
    var paging = Paging.of(request, "actions");
    var after = paging.number().orElse(0L);
    var hidden = HiddenValues.of(job, edit);
    var page =
        paging.page(
            "actions",
            jobs.actions(job.id(), plan.number(), filter(request), after, paging.toRead()),
            action -> hidden.action(JobJson.of(action)),
            action -> Long.toString(action.ordinal()));
    var json = JobJson.of(plan);
    if (plan.state() == Cycle.State.PARKED) {
      json.put("expires", plan.expires(job.settings().safety().planLifetime()).toString());
    }
    return AdminResponses.ok(json.setAll(page));
  }

  private static PlanFilter filter(Request request) {
    return new PlanFilter(
        request.findQuery("action").map(PlanRoutes::kind),
        request.findQuery("type"),
        request.findQuery("status").map(PlanRoutes::state),
        request.findQuery("text"));
  }

  private static String kind(String action) {
    return Optional.ofNullable(KINDS.get(action))
        .orElseThrow(() ->
            HttpException.invalid(
                "action", "\"%s\" is none of %s".formatted(action, KINDS.keySet())));
  }

  private static PlannedAction.State state(String status) {
    return Arrays.stream(PlannedAction.State.values())
        .filter(state -> Keywords.of(state).equals(status))
        .findFirst()
        .orElseThrow(() ->
            HttpException.invalid(
                "status", "\"%s\" is none of pending, done, failed, skipped".formatted(status)));
  }

  private Response approve(Request request) {
    var job = lookup.require(request);
    ControlRoutes.unlessBusy(() ->
        control.exclusively(
            job.id(),
            () -> {
              var parked = requireParked(job);
              var expires = parked.expires(job.settings().safety().planLifetime());
              if (expires.isBefore(clock.instant())) {
                throw HttpException.gone(
                    "plan",
                    "plan %d expired at %s: run the job for a new one"
                        .formatted(parked.number(), expires));
              }
              jobs.updateCycle(parked.approved());
              return parked;
            }));
    return requests.answer(requests.add(job.id(), new Work.Resume()), request);
  }

  private Response reject(Request request) {
    var job = lookup.require(request);
    var rejected =
        ControlRoutes.unlessBusy(() ->
            control.exclusively(
                job.id(),
                () -> {
                  var refused = requireParked(job).rejected(clock.instant());
                  jobs.updateCycle(refused);
                  return refused;
                }));
    return AdminResponses.ok(JobJson.of(rejected));
  }

  private Response undo(Request request) {
    var job = lookup.require(request);
    var cycle = requireCycle(job, request);
    if (cycle.ended().isEmpty() || cycle.state() == Cycle.State.PREVIEW) {
      throw HttpException.conflict(
          "number",
          "cycle %d is %s: only what a cycle did that has ended can be taken back"
              .formatted(cycle.number(), Keywords.of(cycle.state())));
    }
    // Otherwise the next cycle would do the same again.
    control.pause(job.id());
    return requests.answer(requests.add(job.id(), new Work.Undo(cycle.number())), request);
  }

  private Response preview(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var proposed = proposed(job, fields.group("settings"));
    var entries = entries(job, fields);
    fields.refuseOthers();
    return requests.answer(requests.preview(proposed, entries), request);
  }

  /// What the mappings and rules would be: both as their own routes take them.
  private ProvisioningJob proposed(ProvisioningJob job, RequestFields fields) {
    var mapped = MappingRoutes.read(job.settings(), fields);
    var rules = fields.findObject("rules");
    fields.refuseOthers();
    var settings = rules.map(patch -> RulesJson.patched(mapped, patch)).orElse(mapped);
    edit.check(job, settings);
    return job.with(settings);
  }

  private Map<String, Set<String>> entries(ProvisioningJob job, RequestFields fields) {
    var entries = new LinkedHashMap<String, Set<String>>();
    var users = new LinkedHashSet<>(fields.strings("users"));
    var groups = new LinkedHashSet<>(fields.strings("groups"));
    var ids = new LinkedHashSet<>(fields.strings("sourceIds"));
    if (!users.isEmpty()) {
      entries.put("User", names.users(job.id().tenant(), users, "users"));
    }
    if (!groups.isEmpty()) {
      entries.put("Group", names.groups(job.id().tenant(), groups, "groups"));
    }
    if (!ids.isEmpty()) {
      entries.computeIfAbsent("User", type -> new LinkedHashSet<>()).addAll(ids);
    }
    return entries;
  }

  private Cycle requireCycle(ProvisioningJob job, Request request) {
    var number = QueryNumbers.parse("number", request.parameter("number"));
    return jobs.findCycle(job.id(), number)
        .orElseThrow(() ->
            HttpException.notFound("job \"%s\" has no cycle %d".formatted(job.name(), number)));
  }

  private Cycle requireParked(ProvisioningJob job) {
    return jobs.findParked(job.id())
        .orElseThrow(
            () -> HttpException.notFound("job \"%s\" has no parked plan".formatted(job.name())));
  }
}
